import { labelsKey, labelsText } from '../../values/labels';
import { choices } from '../../core/quote';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const SET = (port: number): string => 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: edge}\n'
  + `spec: {selector: {app: edge}, servers: [{hosts: [shop.example.com], port: {number: ${port}, name: http, protocol: HTTP}}]}\n`
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: edge, namespace: edge}\nspec: {selector: {app: edge}, ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge}}\nspec: {containers: [{name: istio-proxy, image: auto-1}]}';

/** A server of a Gateway on a port that no Service of its pods has. */
export const portNotOpen: Analyzer = {
  id: 'gateways/port-not-open',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a server on a port that a Service of the gateway has',
  why: 'Clients reach the gateway through its Service, so they cannot connect to a port that no Service has.',
  fix: 'write the number of a port of the Service, or add the port to the Service',
  source: [
    'pkg/config/analysis/analyzers/gateway/gateway.go#IngressGatewayPortAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0162/',
  ],
  aliases: ['IST0162'],
  reads: ['Gateway', 'Namespace', 'Pod', 'Service'],
  check(mesh, report) {
    const found = new Map(mesh.gateways.map((gateway) => [gateway.entry, gateway]));
    reportOnce(report, mesh.istioctl.all('Gateway').flatMap((entry) => {
      const { selector = {}, servers = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      const open = mesh.istioctl.openPorts(selector);
      const known = found.get(entry);
      return servers.flatMap((server, i) => {
        const { port } = server as Partial<typeof server>;
        const number = port ? (port as Partial<typeof port>).number ?? 0 : undefined;
        if (number === undefined || (open && open.numbers.has(number)) || !(open || known)) return [];
        const listener = known?.listeners.find((each) => each.server === server);
        const isOpen = (listener?.openedBy ?? []).length > 0;
        const services = new Set((known?.listeners ?? []).flatMap(({ openedBy }) => openedBy.map(({ service }) => service)));
        const workloads = known?.workloads ?? [];
        const opening = services.size > 0 ? [...services] : [...new Set(workloads.flatMap((workload) => mesh.servicesOf(workload)))];
        if (mesh.world === 'closed' ? !open : isOpen || opening.length === 0) return [];
        const ports = [...new Set(opening.flatMap((service) => service.ports.map((each) => each.number)))];
        const has = ports.length > 0 ? `port ${choices(ports)}` : 'a port';
        const detail: MeshDetail = {
          ...(mesh.world === 'open' ? { severity: 'info' as const } : {}),
          message: `Expected a server on ${has} of the Service in front of pods with ${labelsText(selector)}, got ${number}`,
          related: opening.flatMap((service) => (service.entry ? [{ on: service.entry, path: ['spec', 'ports'] }] : [])).slice(0, 5),
        };
        return [{
          key: `${number} ${labelsKey(selector)}`,
          at: { on: entry, path: ['spec', 'servers', i, 'port', 'number'] },
          detail: isOpen && mesh.world === 'closed' ? falseAlarm(detail, 'it looks for pods and written protocols alone; the Service opens the port') : detail,
        }];
      });
    }));
  },
  good: [SET(80), SET(8080)],
  bad: [{ yaml: SET(443), at: [0, 'spec.servers[0].port.number'] }],
};
