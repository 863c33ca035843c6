import { quote } from '../../../core/quote';
import { defineRule, type Rule, type RuleDoc } from '../../../core/rule';
import { splitNamespacedHost } from '../../../values/namespaced-host';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';
import { type HostClash, type HostClashes, hostClashes } from '../host-clashes';

/** Servers of one Gateway on port 443, in YAML, each with its hosts, protocol and TLS mode. */
const servers = (...all: readonly (readonly [hosts: string, protocol?: string, mode?: string])[]): string => (
  `spec: {servers: [${all.map(([hosts, protocol = 'HTTPS', mode = 'SIMPLE'], i) => (
    `{port: {number: 443, name: a${i}, protocol: ${protocol}}, hosts: [${hosts}], tls: {mode: ${mode}${mode === 'SIMPLE' ? ', credentialName: tls' : ''}}}`
  )).join(', ')}]}`
);

type Words = Omit<RuleDoc, 'authority'> & Pick<Rule<unknown>, 'good' | 'bad'>;

function clashRule(of: keyof HostClashes, words: Words, effect: (clash: HostClash) => string): Rule<Json<GatewaySpec>> {
  return defineRule<Json<GatewaySpec>>({
    authority: 'cdk8s-istio',
    ...words,
    check(resource, report) {
      for (const clash of hostClashes(resource)[of]) {
        const { host, first } = clash;
        const where = first.server === host.server ? 'this server' : `server ${first.server}`;
        const { number } = resource.spec.servers![host.server]!.port;
        report(['spec', 'servers', host.server, 'hosts', host.host], {
          message: `Conflicting: ${quote(host.written)} is the server name of ${quote(first.written)} in ${where} on port ${number}, ${effect(clash)}`,
          fix: fixOf(clash),
        });
      }
    },
  });
}

function fixOf({ host, first }: HostClash): string {
  if (host.server === first.server) return 'remove one of the two: a proxy compares server names in lower case';
  const both = [first, host].map(({ written }) => splitNamespacedHost(written).host);
  if (both[0]!.toLowerCase() !== both[1]!.toLowerCase()) return 'give each server hosts that the other does not have';
  return `write one server with ${first.written === host.written ? quote(host.written) : `the hosts ${quote(first.written)} and ${quote(host.written)}`}, or give one of the two another port`;
}

const RECORDED = 'test/traffic/recorded/gateway-hosts-by-namespace.yaml';
const BY_NAME = 'Filter chains of a listener differ by server name alone: the namespace before a host only says whose routes may use it, and case does not count.';

/** What becomes of hosts of a Gateway that a proxy cannot tell apart. */
export const hostClash = [
  clashRule('refused', {
    id: 'gateway/same-server-name',
    aliases: ['KIA0301'],
    severity: 'error',
    summary: 'Conflicting servers: Envoy refuses the listener',
    why: `${BY_NAME} With two chains for one name Envoy refuses the whole listener, so that nothing on the port is served.`,
    fix: 'write one server with both hosts, or give one of the two another port',
    source: [
      RECORDED,
      'test/traffic/recorded/gateway-hosts-by-case.yaml',
      'test/traffic/recorded/gateway-hosts-of-services.yaml',
      'pilot/pkg/model/gateway.go#GetSNIHostsForServer',
    ],
    good: [
      servers(['red/a.example.com, blue/a.example.com']),
      servers(['red/a.example.com'], ['blue/b.example.com']),
      servers(['a.example.com'], ['"*.example.com"']),
      servers(['"*"'], ['a.example.com']),
      servers(['red/a.example.com', 'TLS', 'PASSTHROUGH'], ['blue/a.example.com', 'TLS', 'PASSTHROUGH']),
    ],
    bad: [
      { yaml: servers(['red/a.example.com'], ['blue/a.example.com']), at: 'spec.servers[1].hosts[0]' },
      { yaml: servers(['./a.example.com'], ['b.example.com, a.example.com']), at: 'spec.servers[1].hosts[1]' },
      { yaml: servers(['A.example.com'], ['a.example.com']), at: 'spec.servers[1].hosts[0]' },
      { yaml: servers(['A.example.com, a.example.com']), at: 'spec.servers[0].hosts[1]' },
      { yaml: servers(['"red/*"'], ['"*", a.example.com']), at: 'spec.servers[1].hosts[0]' },
      { yaml: servers(['"*.local"', 'TLS', 'AUTO_PASSTHROUGH'], ['"*.svc.cluster.local"', 'TLS', 'AUTO_PASSTHROUGH']), at: 'spec.servers[1].hosts[0]' },
    ],
  }, ({ host: { server }, first }) => (
    `so ${server === first.server ? 'the server has one filter chain for two names that are one' : 'both servers have a filter chain for it'}, and Envoy refuses the listener`
  )),
  clashRule('refusedWithRoutes', {
    id: 'gateway/same-server-name-with-routes',
    severity: 'warning',
    summary: 'Conflicting servers: Envoy refuses the listener when both have routes',
    why: `${BY_NAME} A server that passes TLS on, or ends it for TCP, has chains for its routes. As soon as it has one for a name of another server, `
      + 'Envoy refuses the whole listener.',
    fix: 'give one of the two another port or another host',
    source: [
      'test/traffic/recorded/gateway-hosts-with-routes.yaml',
      'pilot/pkg/networking/core/gateway.go#ListenerBuilder.buildGatewayNetworkFiltersFromTLSRoutes',
    ],
    good: [servers(['red/a.example.com', 'TLS', 'PASSTHROUGH'], ['blue/b.example.com'])],
    bad: [
      { yaml: servers(['red/a.example.com', 'TLS', 'PASSTHROUGH'], ['blue/a.example.com']), at: 'spec.servers[1].hosts[0]' },
      { yaml: servers(['red/a.example.com', 'TLS'], ['blue/a.example.com', 'TLS']), at: 'spec.servers[1].hosts[0]' },
    ],
  }, () => 'so Envoy refuses the listener when both have routes for it'),
  clashRule('dropped', {
    id: 'gateway/dropped-server',
    aliases: ['KIA0301'],
    severity: 'warning',
    summary: 'Unreachable server: an earlier one on the port has one of its hosts',
    why: 'istiod drops a server with TLS settings whose host an earlier server of the port has: all of its hosts, not just that one.',
    fix: 'write each host in one server of the port',
    source: ['test/traffic/recorded/gateway-server-dropped.yaml', 'pilot/pkg/model/gateway.go#CheckDuplicates'],
    good: [
      servers(['a.example.com'], ['b.example.com']),
      'spec: {servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: ["*"]}, {port: {number: 80, name: b, protocol: HTTP}, hosts: ["*"]}]}',
      servers(['a.example.com'], ['a.example.com']).replace('{port:', '{bind: 10.0.0.1, port:'),
    ],
    bad: [
      { yaml: servers(['a.example.com'], ['b.example.com, a.example.com']), at: 'spec.servers[1].hosts[1]' },
      { yaml: servers(['a.example.com'], ['"*/a.example.com"', 'TLS', 'PASSTHROUGH']), at: 'spec.servers[1].hosts[0]' },
      { yaml: `metadata: {namespace: red}\n${servers(['./a.example.com'], ['red/a.example.com'])}`, at: 'spec.servers[1].hosts[0]' },
    ],
  }, () => 'so istiod drops the later server with all of its hosts'),
];
