import { renderResource } from '../../core/finding';
import type { Mesh } from '../../mesh/mesh';
import type { RegisteredService, ServicePort } from '../../mesh/service';
import type { Workload } from '../../mesh/workloads';
import { isHttpProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';
import { deployment, policy, service } from '../access-yaml';
import { actionOf, has, type PolicyRule, rulesOf } from '../policy-rules';

const HTTP = '{name: http, port: 80, targetPort: 8080}';
const TCP = '{name: tcp-db, port: 5432, targetPort: 5432}';

/** Rules about requests for a port that carries connections. */
export const httpRulesOnTcp: Analyzer = {
  id: 'access/http-rules-on-tcp',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected rules about connections for a TCP port',
  why: 'On a TCP port Istio sees no request. An ALLOW rule with methods, paths, hosts or claims then holds for no connection, so with no other rule everything on the port is '
    + 'refused; a DENY rule loses these conditions, and refuses whatever the rest of it matches.',
  fix: 'name the HTTP ports in rules about requests, and write a rule with the TCP port and the identities of its clients',
  source: ['test/traffic/recorded/rules-about-requests-on-a-tcp-port.yaml', 'pilot/pkg/security/authz/model/model.go#Model.Generate'],
  reads: ['AuthorizationPolicy'],
  check(mesh, report) {
    for (const entry of mesh.all('AuthorizationPolicy')) {
      const action = actionOf(entry);
      if (action !== 'ALLOW' && action !== 'DENY') continue;
      const rules = rulesOf(entry);
      const aboutRequests = rules.filter(isAboutRequests);
      if (aboutRequests.length === 0) continue;
      const tcp = tcpPortsOf(mesh, mesh.workloadsUnder(entry) ?? []);
      if (tcp.size === 0) continue;
      for (const rule of aboutRequests) {
        for (const { of, path } of rule.operations) {
          const ports = (of.ports ?? []).map((text) => tcp.get(Number(text)));
          const [first] = ports;
          if (!first || ports.some((each) => each === undefined)) continue;
          report({ on: entry, path: [...path, 'ports', 0] }, {
            message: `Expected a rule about connections for port ${of.ports![0]}, which ${renderResource(first.service.entry!.id)} has for ${first.protocol}: on it `
              + `${action === 'ALLOW' ? 'the rule allows nothing' : 'the conditions on requests do not count, so the rule denies more'}`,
            related: [{ on: first.service.entry!, path: ['spec', 'ports', first.service.ports.indexOf(first.port)] }],
          });
        }
      }
      const closed = action === 'ALLOW' && aboutRequests.length === rules.length && rules.every(({ operations }) => operations.every(({ of }) => !has(of, 'ports', 'notPorts')));
      const found = closed ? [...tcp].find(([, { workload }]) => isClosedBy(mesh, workload)) : undefined;
      if (!found) continue;
      const [number, { service: of, port, protocol }] = found;
      report({ on: entry, path: ['spec', 'rules'] }, {
        message: `Expected a rule for port ${number}, which ${renderResource(of.entry!.id)} has for ${protocol}, got rules about requests alone: every connection to it is refused`,
        related: [{ on: of.entry!, path: ['spec', 'ports', of.ports.indexOf(port)] }],
      });
    }
  },
  good: [
    deployment + service(HTTP) + policy('ALLOW', '{to: [{operation: {methods: [GET]}}]}'),
    deployment + service(`${HTTP}, ${TCP}`) + policy('ALLOW', '{to: [{operation: {methods: [GET], ports: ["8080"]}}]}, {to: [{operation: {ports: ["5432"]}}]}'),
    deployment + service(`${HTTP}, ${TCP}`) + policy('DENY', '{to: [{operation: {methods: [DELETE], ports: ["8080"]}}]}'),
  ],
  bad: [
    { yaml: deployment + service(`${HTTP}, ${TCP}`) + policy('ALLOW', '{to: [{operation: {methods: [GET]}}]}'), at: [2, 'spec.rules'] },
    { yaml: deployment + service(TCP) + policy('DENY', '{to: [{operation: {methods: [DELETE], ports: ["5432"]}}]}'), at: [2, 'spec.rules[0].to[0].operation.ports[0]'] },
  ],
};

/** A port of a workload, and the Service that has it. */
interface TcpPort {
  readonly service: RegisteredService;
  readonly port: ServicePort;
  readonly protocol: string;
  readonly workload: Workload;
}

function isAboutRequests({ sources, operations, conditions }: PolicyRule): boolean {
  return operations.some(({ of }) => has(of, 'methods', 'notMethods', 'paths', 'notPaths', 'hosts', 'notHosts'))
    || sources.some(({ of }) => has(of, 'requestPrincipals', 'notRequestPrincipals'))
    || conditions.some(({ key }) => key.startsWith('request.'));
}

/** The ports on which workloads take connections that Istio does not look into, by the number on which they listen. */
function tcpPortsOf(mesh: Mesh, workloads: readonly Workload[]): ReadonlyMap<number, TcpPort> {
  const services = new Map(workloads.flatMap((workload) => mesh.servicesOf(workload).map((service) => [service, workload] as const)));
  const found = new Map<number, TcpPort>();
  for (const [service, workload] of services) {
    for (const port of service.ports) {
      const { protocol, targetPort = port.number } = port;
      const number = typeof targetPort === 'number' ? targetPort : workload.ports.find(({ name }) => name === targetPort)?.number;
      if (number === undefined || protocol === undefined || protocol === 'UDP' || isHttpProtocol(protocol) || !service.entry) continue;
      if (!found.has(number)) found.set(number, { service, port, protocol, workload });
    }
  }
  return found;
}

/** True where no other policy allows connections to a workload. */
function isClosedBy(mesh: Mesh, workload: Workload): boolean {
  return mesh.policiesOf('AuthorizationPolicy', workload).filter((each) => actionOf(each) === 'ALLOW').every((each) => rulesOf(each).every(isAboutRequests));
}
