import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { MeshGateway } from '../../mesh/gateways';
import { type MeshEntry, namespaceOf } from '../../mesh/mesh-entry';
import { selects } from '../../mesh/endpoint';
import { isHttpProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';

const gateway = (server: string): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: edge}
spec: {selector: {istio: edge}, servers: [${server}]}
---`;
const HTTP = '{port: {number: 80, name: web, protocol: HTTP}, hosts: ["*"]}';
const HTTPS = '{port: {number: 443, name: web, protocol: HTTPS}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: edge}}';
const filter = (match: string, context = 'GATEWAY'): string => `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: patch, namespace: edge}
spec:
  workloadSelector: {labels: {istio: edge}}
  configPatches:
    - applyTo: VIRTUAL_HOST
      match: {context: ${context}, routeConfiguration: {${match}}}
      patch: {operation: MERGE, value: {request_headers_to_remove: [x-internal]}}
---`;

/** A patch that asks for the name or the Gateway of a route configuration that all HTTP servers of a port share. */
export const portNameOfHttp: Analyzer = {
  id: 'patches/port-name-of-http',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Patch without effect: routes of servers in the clear have neither the name of a port nor a Gateway',
  why: 'Servers for HTTP in the clear share one route configuration a port, `http.8080`, so a patch whose match names a port or a Gateway matches none of them. It does '
    + 'match that of a server for HTTPS, which has its own. istiod accepts the patch all the same.',
  fix: 'name the port by "portNumber", or the route configuration by "name"',
  source: ['test/traffic/recorded/patch-by-the-name-of-a-port.yaml', 'pilot/pkg/networking/core/envoyfilter/rc_patch.go#routeConfigurationMatch'],
  reads: ['EnvoyFilter'],
  check(mesh, report) {
    for (const entry of mesh.all('EnvoyFilter')) {
      const { workloadSelector, configPatches = [] } = entry.resource.spec as {
        readonly workloadSelector?: { readonly labels?: Readonly<Record<string, string>> };
        readonly configPatches?: readonly Patch[];
      };
      for (const [i, { match: { context = 'ANY', routeConfiguration } = {} }] of configPatches.entries()) {
        const { portName = '', gateway: named = '' } = routeConfiguration ?? {};
        if (context !== 'GATEWAY' || !routeConfiguration || (portName === '' && named === '')) continue;
        const gateways = mesh.gateways.filter((each) => (named === '' ? isPatched(each, entry, workloadSelector?.labels ?? {}) : each.key === named));
        const servers = gateways
          .flatMap(({ entry: on }) => (on.resource.spec.servers ?? []).map((server, index) => ({ on, server, index })))
          .filter(({ server: { port } }) => portName === '' || port.name === portName);
        if (servers.length === 0 || !servers.every(({ server: { port } }) => isHttpProtocol(port.protocol))) continue;
        const [{ on, index, server }] = servers as [typeof servers[number]];
        const field = portName === '' ? 'gateway' : 'portName';
        report({ on: entry, path: ['spec', 'configPatches', i, 'match', 'routeConfiguration', field] }, {
          message: `Without effect: ${field} ${quote(portName === '' ? named : portName)} is that of ${renderResource(on.id)} for ${server.port.protocol}, and routes in the clear have none, `
            + 'so the patch matches nothing',
          related: [{ on, path: ['spec', 'servers', index, 'port'] }],
        });
      }
    }
  },
  good: [gateway(HTTPS) + filter('portName: web'), gateway(HTTP) + filter('portNumber: 80'), gateway(`${HTTP}, ${HTTPS}`.replace('web', 'clear')) + filter('gateway: edge/edge')],
  bad: [
    { yaml: gateway(HTTP) + filter('portName: web'), at: [1, 'spec.configPatches[0].match.routeConfiguration.portName'] },
    { yaml: gateway(HTTP) + filter('gateway: edge/edge'), at: [1, 'spec.configPatches[0].match.routeConfiguration.gateway'] },
  ],
};

interface Patch {
  readonly match?: {
    readonly context?: string;
    readonly routeConfiguration?: { readonly portName?: string; readonly gateway?: string };
  };
}

/** True for a Gateway whose pods a patch selects, as far as labels show it. */
function isPatched({ entry: on, workloads }: MeshGateway, entry: MeshEntry, labels: Readonly<Record<string, string>>): boolean {
  if (workloads.length > 0) return workloads.some((each) => each.namespace === namespaceOf(entry) && selects(labels, each.labels));
  const { selector = {} } = on.resource.spec as { readonly selector?: Readonly<Record<string, string>> };
  return Object.keys(labels).length > 0 && selects(labels, selector);
}
