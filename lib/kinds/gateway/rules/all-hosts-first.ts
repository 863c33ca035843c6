import { quote } from '../../../core/quote';
import { compareReleases } from '../../../core/release';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';

const server = (hosts: string): string => `spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [${hosts}]}]}`;

/** A host that crashes istiod where it stands behind the one for all hosts of all namespaces. */
export const allHostsFirst = defineRule<Json<GatewaySpec>>({
  id: 'gateway/all-hosts-first',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected no host with "./" or "*/" behind "*/*"',
  why: 'istiod up to 1.31 takes "*/*" for the only host of the server, looks for the next one in the place where it was, and crashes when it makes the config of the '
    + 'gateway\'s pods: every proxy of the mesh keeps its last config, and new pods get none.',
  fix: 'write "*/*" alone: it takes every host',
  source: ['docs/control-plane-crashes.md#all-hosts-in-front-of-others', 'pilot/pkg/model/gateway.go#sanitizeServerHostNamespace'],
  check({ spec: { servers = [] } }, report, { release }) {
    for (const [i, { hosts }] of servers.entries()) {
      const all = hosts.indexOf('*/*');
      const at = all < 0 ? -1 : hosts.findIndex((host, n) => n > all && host !== '*/*' && /^[.*]\//.test(host));
      if (at < 0) continue;
      report(['spec', 'servers', i, 'hosts', at], {
        ...(compareReleases(release, '1.31') > 0 ? { severity: 'warning' } : {}),
        message: `Expected no host behind "*/*", got ${quote(hosts[at])}: istiod crashes`,
      });
    }
  },
  good: [server('"*/*"'), server('./a.example.com, "*/*"'), server('"*/*", a.example.com')],
  bad: [
    { yaml: server('"*/*", ./a.example.com'), at: 'spec.servers[0].hosts[1]' },
    { yaml: server('"*/*", b.example.com, "*/a.example.com"'), at: 'spec.servers[0].hosts[2]' },
  ],
});
