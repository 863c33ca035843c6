import { quote } from '../../core/quote';
import { labelsText } from '../../values/labels';
import type { Mesh } from '../../mesh/mesh';
import type { EntryOf } from '../../mesh/mesh-entry';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { SharedPods } from '../shared-pods';

const SET = (label: string): string => 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: edge}\n'
  + `spec: {selector: {app: ${label}}, servers: [{hosts: [shop.example.com], port: {number: 80, name: http, protocol: HTTP}}]}\n`
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge-proxy}}\n'
  + 'spec: {containers: [{name: app, image: app}]}';

/** A Gateway that selects no workload. */
export const noWorkloads: Analyzer = {
  id: 'gateways/no-workloads',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a selector that workloads have',
  why: 'The servers of a Gateway are opened by the pods that it selects: without any, nothing listens, and clients cannot connect.',
  fix: 'write the labels of the gateway pods',
  source: [
    'pkg/config/analysis/analyzers/gateway/gateway.go#IngressGatewayPortAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101', 'KIA0302'],
  reads: ['Gateway', 'Namespace', 'Pod'],
  check(mesh, report) {
    const found = new Map(mesh.gateways.map(({ entry, workloads }) => [entry, workloads]));
    const pods = new SharedPods(mesh);
    for (const gateway of mesh.istioctl.all('Gateway')) {
      const { selector = {} } = gateway.resource.spec;
      if (mesh.istioctl.podsSelected(selector).length > 0 && !isAlone(mesh, gateway, pods)) continue;
      const labels = labelsText(selector);
      const detail: MeshDetail = { message: `Expected workloads with ${labels}, got none`, missing: { kind: 'workload', labels: selector } };
      const hasWorkloads = (found.get(gateway) ?? []).length > 0;
      // Gateways are often installed apart from their config, so in an open world only a label that is nearly right is suspicious.
      if (mesh.world === 'open' && (hasWorkloads || mesh.absenceOf(detail.missing!)?.near.length === 0)) continue;
      report({ on: gateway, path: ['spec', 'selector'] }, hasWorkloads ? falseAlarm(detail, `it looks for pods alone, and a Deployment makes some with ${quote(labels)}`) : detail);
    }
  },
  good: [SET('edge-proxy')],
  bad: [{ yaml: SET('edge-prxoy'), at: [0, 'spec.selector'] }],
};

/** True for a Gateway without servers whose pods no Gateway with servers has: istioctl takes its selector for one of nothing. */
function isAlone(mesh: Mesh, gateway: EntryOf<'Gateway'>, pods: SharedPods): boolean {
  if (mesh.world === 'open' || hasServers(gateway) || Object.keys(gateway.resource.spec.selector ?? {}).length === 0) return false;
  return !mesh.istioctl.all('Gateway').some((other) => hasServers(other) && pods.areShared(gateway, other));
}

function hasServers({ resource: { spec } }: EntryOf<'Gateway'>): boolean {
  return ((spec.servers as readonly unknown[] | undefined) ?? []).length > 0;
}
