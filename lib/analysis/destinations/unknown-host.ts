import { quote } from '../../core/quote';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const SET = (host: string): string => 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {host: ${host}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}\n`
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [{name: http, port: 80}]}';

/** A DestinationRule for a host that nothing registers. */
export const unknownHost: Analyzer = {
  id: 'destinations/unknown-host',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a DestinationRule for a Service or the host of a ServiceEntry',
  why: 'Clients follow the rule for that host alone: when nothing registers the host, the rule has no effect.',
  fix: 'write the host of a Service or ServiceEntry; a short name is completed with the namespace of the DestinationRule',
  source: [
    'pkg/config/analysis/analyzers/destinationrule/subset.go#PodNotSelectedAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0174/',
  ],
  aliases: ['IST0174', 'KIA0202'],
  reads: ['DestinationRule', 'Service', 'ServiceEntry'],
  check(mesh, report) {
    for (const entry of mesh.istioctl.all('DestinationRule')) {
      const { host = '', exportTo = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      const namespace = namespaceOf(entry);
      if (mesh.istioctl.hosts.find(namespace, exportTo, host)) continue;
      const detail: MeshDetail = {
        message: `Expected a host that the mesh knows, got ${quote(host)}`,
        missing: { kind: 'host', name: host, namespace },
      };
      // The rule of a wildcard is for every host that it covers.
      const isKnown = mesh.world === 'closed' && mesh.absenceOf(detail.missing!) === undefined;
      const why = host.startsWith('*') ? 'the rule of a wildcard is for every host that it covers' : 'the host is there';
      report({ on: entry, path: ['spec', 'host'] }, isKnown ? falseAlarm(detail, why) : detail);
    }
  },
  good: [SET('reviews')],
  bad: [{ yaml: SET('reveiws'), at: [0, 'spec.host'] }],
};
