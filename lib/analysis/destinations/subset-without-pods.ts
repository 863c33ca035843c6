import { quote } from '../../core/quote';
import { namespaceOf } from '../../mesh/mesh-entry';
import { labelsText } from '../../values/labels';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { hasEndpoints } from '../subset-endpoints';

const SET = (version: string): string => 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {host: reviews, subsets: [{name: v1, labels: {version: ${version}}}]}\n`
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {selector: {app: reviews}, ports: [{name: http, port: 80}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: reviews, namespace: shop, labels: {app: reviews, version: one}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** A subset whose labels no pod has. */
export const subsetWithoutPods: Analyzer = {
  id: 'destinations/subset-without-pods',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a subset with labels that pods of the host have',
  why: 'Requests that a route sends to the subset find no endpoint, and get 503.',
  fix: 'write the labels of the pods',
  source: [
    'pkg/config/analysis/analyzers/destinationrule/subset.go#PodNotSelectedAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0173/',
  ],
  aliases: ['IST0173', 'KIA0203'],
  reads: ['DestinationRule', 'Namespace', 'Node', 'Pod', 'Service', 'ServiceEntry'],
  check(mesh, report) {
    for (const entry of mesh.istioctl.all('DestinationRule')) {
      const { host = '', exportTo = [], subsets = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      const namespace = namespaceOf(entry);
      const found = mesh.istioctl.hosts.find(namespace, exportTo, host);
      if (!found) continue;
      const last = new Map(subsets.map((subset, i) => [subset.name, { ...subset, i }]));
      for (const { name, labels = {}, i } of last.values()) {
        const selector = { ...found.workloadLabels, ...labels };
        if (mesh.istioctl.hasPlacedPod(selector)) continue;
        const service = mesh.service(host, namespace);
        const missing = { kind: 'workload' as const, labels: { ...service?.selector, ...labels }, ...(service?.selector ? { namespace: service.namespace } : {}) };
        const detail: MeshDetail = { message: `Expected a subset with labels of pods of ${quote(host)}, got ${labelsText(labels)} at ${quote(name)}`, missing };
        const isThere = hasEndpoints(mesh, host, namespace, labels);
        if (mesh.world === 'open' && (isThere || !service?.selector)) continue;
        report({ on: entry, path: ['spec', 'subsets', i, 'labels'] }, isThere ? falseAlarm(detail, 'it looks for pods alone, and the host has endpoints with these labels') : detail);
      }
    }
  },
  good: [SET('one')],
  bad: [{ yaml: SET('v1'), at: [0, 'spec.subsets[0].labels'] }],
};
