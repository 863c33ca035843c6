import { quote } from '../../core/quote';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';

const KINDS = ['DestinationRule', 'ServiceEntry', 'VirtualService'] as const;

const namespace = (name: string): string => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
---`;
const rule = (exportTo: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec: {host: reviews, exportTo: [${exportTo}]}
---`;

/** Something is exported to a namespace that does not exist. */
export const unknownNamespace: Analyzer = {
  id: 'visibility/unknown-namespace',
  severity: 'warning',
  authority: 'kiali',
  summary: 'Expected namespaces that exist in exportTo',
  why: 'A resource that is exported to no namespace with clients has no effect, and nothing says so.',
  fix: 'write the name of a namespace, "." for its own or "*" for all',
  source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/',
  aliases: ['KIA0005'],
  reads: [...KINDS],
  check(mesh, report) {
    for (const kind of KINDS) {
      for (const entry of mesh.all(kind)) {
        const { exportTo = [] } = entry.resource.spec as { readonly exportTo?: readonly string[] };
        for (const [i, to] of exportTo.entries()) {
          if (to === '.' || to === '*' || to === '~' || to === namespaceOf(entry)) continue;
          const missing = { kind: 'Namespace', name: to } as const;
          if (mesh.absenceOf(missing)) {
            report({ on: entry, path: ['spec', 'exportTo', i] }, { message: `Expected a namespace that exists, got ${quote(to)}`, missing });
          }
        }
      }
    }
  },
  good: [namespace('web') + rule('web'), rule('., "*"').replace('., ', ''), namespace('web') + rule('.')],
  bad: [{ yaml: namespace('web') + rule('webb'), at: [1, 'spec.exportTo[0]'], also: ['injection/namespace-without-sidecars'] }],
};
