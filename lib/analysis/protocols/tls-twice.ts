import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { Mesh } from '../../mesh/mesh';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { RuleSpec } from '../../mesh/destination-rules';
import { policyOf } from '../../route/policy';
import { isTlsProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';

const entry = (ports: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: partner, namespace: shop}
spec: {hosts: [api.partner.com], location: MESH_EXTERNAL, resolution: DNS, ports: [${ports}]}
---`;
const HTTP = '{number: 80, name: http, protocol: HTTP, targetPort: 443}';
const HTTPS = '{number: 443, name: https, protocol: HTTPS}';
const SIMPLE = 'tls: {mode: SIMPLE, sni: api.partner.com, subjectAltNames: [api.partner.com]}';
const rule = (policy: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: partner, namespace: shop}
spec: {host: api.partner.com, trafficPolicy: {${policy}}}
---`;

/** A rule starts TLS on a port whose connections are TLS already. */
export const tlsTwice: Analyzer = {
  id: 'protocols/tls-twice',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected TLS to start on ports that applications call in the clear',
  why: 'On a port for HTTPS or TLS applications encrypt by themselves. A rule with TLS of its own wraps that into TLS once more, and the server understands neither: '
    + 'a policy of the host holds for all of its ports.',
  fix: 'write the TLS under portLevelSettings of the port that applications call in the clear, with targetPort 443 in the ServiceEntry',
  source: ['test/traffic/recorded/tls-inside-of-tls.yaml', 'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    for (const on of mesh.all('DestinationRule')) {
      const { host, trafficPolicy, workloadSelector } = on.resource.spec as Partial<RuleSpec>;
      const namespace = namespaceOf(on);
      const service = host === undefined || !trafficPolicy || workloadSelector ? undefined : mesh.service(host, namespace);
      if (!service || service.host.startsWith('*')) continue;
      const followed = mesh.ruleOf(namespace, service);
      if (followed?.entries[0] !== on || isForGateways(mesh, namespace)) continue;
      for (const port of service.ports) {
        if (!isTlsProtocol(port.protocol ?? '')) continue;
        const { tls: { mode } = {} } = policyOf(followed, port.number, undefined);
        if ((mode !== 'SIMPLE' && mode !== 'MUTUAL') || isCalledInTheClear(mesh, service.host, port.number)) continue;
        const own = (trafficPolicy!.portLevelSettings ?? []).findIndex((each) => each.port?.number === port.number);
        report({ on, path: own < 0 ? ['spec', 'trafficPolicy', 'tls'] : ['spec', 'trafficPolicy', 'portLevelSettings', own, 'tls'] }, {
          message: `Expected no TLS for port ${port.number} of ${quote(service.host)}: ${service.entry ? renderResource(service.entry.id) : 'its Service'} has it for ${port.protocol}, so what `
            + 'applications send there is TLS already',
          ...(service.entry ? { related: [{ on: service.entry, path: ['spec', 'ports', service.ports.indexOf(port), 'protocol'] }] } : {}),
        });
      }
    }
  },
  good: [
    entry(`${HTTP}, ${HTTPS}`) + rule(`portLevelSettings: [{port: {number: 80}, ${SIMPLE}}]`),
    entry(HTTP) + rule(SIMPLE),
    entry(HTTPS) + rule('tls: {mode: DISABLE}'),
    entry(`${HTTP}, ${HTTPS}`) + rule(`portLevelSettings: [{port: {number: 443}, ${SIMPLE}}]`) + `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: partner, namespace: shop}
spec: {hosts: [api.partner.com], http: [{match: [{port: 80}], route: [{destination: {host: api.partner.com, port: {number: 443}}}]}]}
---`,
  ],
  bad: [
    { yaml: entry(`${HTTP}, ${HTTPS}`) + rule(SIMPLE), at: [1, 'spec.trafficPolicy.tls'] },
    { yaml: entry(HTTPS) + rule(`portLevelSettings: [{port: {number: 443}, ${SIMPLE}}]`), at: [1, 'spec.trafficPolicy.portLevelSettings[0].tls'] },
  ],
};

/** True for the namespace of a gateway, which calls the host with requests that it took in the clear. */
function isForGateways(mesh: Mesh, namespace: string): boolean {
  return mesh.gateways.some(({ entry, workloads }) => (
    workloads.length > 0 ? workloads.some((each) => each.namespace === namespace) : namespaceOf(entry) === namespace
  ));
}

/** True for a port that routes of requests lead to, or from which routes of connections lead away. */
function isCalledInTheClear(mesh: Mesh, host: string, port: number): boolean {
  return mesh.destinations.some((each) => (each.host === host
    ? each.protocol === 'http' && each.port === port && each.gateways.length > 0
    : each.protocol !== 'http' && each.routes.hosts.includes(host)));
}
