import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { gatewayHost, splitNamespacedHost } from '../../../values/namespaced-host';
import type { Json } from '../../../values/types';
import type { GatewaySpec } from '../api';
import { isOfGatewayApi } from './gateway-api';

const yaml = (host: string): string => `spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["${host}"]}]}`;

/** A Gateway that istiod generates from the Gateway API may also be for no namespace, so that no route binds to it. */
export const serverHost = defineRule<Json<GatewaySpec>>({
  id: 'gateway/server-host',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected full host names, perhaps with the namespace of the routes that may use them',
  why: 'istiod refuses the resource.',
  fix: gatewayHost.fix,
  source: 'pkg/config/validation/agent/validation.go#ValidateNamespaceSlashWildcardHostname',
  check({ spec: { servers = [] }, metadata }, report) {
    servers.forEach(({ hosts }, i) => hosts.forEach((written, j) => {
      const { namespace, host } = splitNamespacedHost(written);
      const reason = gatewayHost.test(namespace === '~' && isOfGatewayApi(metadata) ? `*/${host}` : written);
      if (reason !== undefined) report(['spec', 'servers', i, 'hosts', j], { message: `Expected ${gatewayHost.expected}, got ${quote(written)}: ${reason}` });
    }));
  },
  good: [
    ...['*', '*.example.com', 'shop.example.com', 'shop/*', './shop.example.com'].map(yaml),
    `metadata: {annotations: {internal.istio.io/gateway-semantics: gateway}}\n${yaml('~/a.com')}`,
  ],
  bad: ['shop', 'shop/', '/a.com', '~/a.com', '*foo.com'].map((host) => ({ yaml: yaml(host), at: 'spec.servers[0].hosts[0]' })),
});
