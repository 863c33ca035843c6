import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { splitNamespacedHost } from '../../../values/namespaced-host';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** A listener imports something. */
export const egressHosts = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/egress-hosts',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected at least one host on an egress listener',
  why: 'istiod refuses the resource. To import nothing, say so with ~/*.',
  fix: 'write the services as namespace/host, such as ./* or istio-system/*',
  source: 'SC-040; validation.go validateSidecarEgress',
  check({ spec: { egress = [] } }, report) {
    egress.forEach(({ hosts }, i) => {
      if (hosts.length === 0) report(['spec', 'egress', i, 'hosts'], { message: 'Expected at least one host, got []' });
    });
  },
  good: ['spec: {egress: [{hosts: ["~/*"]}]}'],
  bad: [{ yaml: 'spec: {egress: [{hosts: []}]}', at: 'spec.egress[0].hosts' }],
});

/** What is imported twice is a mistake more often than not. */
export const duplicateImport = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/duplicate-import',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Duplicate import of a host on an egress listener',
  why: 'The second entry changes nothing.',
  fix: 'remove it',
  source: 'SC-042; validation.go validateSidecarEgress',
  check({ spec: { egress = [] }, metadata }, report) {
    egress.forEach(({ hosts }, i) => {
      const seen = new Map<string, Set<string>>();
      hosts.forEach((text, h) => {
        const { namespace, host } = splitNamespacedHost(text);
        if (namespace === undefined || namespace.startsWith('~')) return;
        const key = namespace === '.' ? metadata.namespace ?? '.' : namespace;
        const imported = seen.get(key) ?? new Set();
        seen.set(key, imported);
        const isDouble = host === '*' ? imported.size > 0 : imported.has(host) || imported.has('*');
        if (isDouble) report(['spec', 'egress', i, 'hosts', h], { message: `Expected each service once, got ${quote(text)} after what covers it, or that it covers` });
        imported.add(host);
      });
    });
  },
  good: ['spec: {egress: [{port: {number: 80}, hosts: ["./*", "istio-system/*"]}, {hosts: ["./*"]}]}'],
  bad: [
    { yaml: 'spec: {egress: [{hosts: ["./a.com", "./a.com"]}]}', at: 'spec.egress[0].hosts[1]' },
    { yaml: 'metadata: {namespace: shop}\nspec: {egress: [{hosts: ["./*", "shop/a.com"]}]}', at: 'spec.egress[0].hosts[1]' },
  ],
});

/** Everything includes the rest. */
export const importsAllAlready = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/imports-all-already',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Unreachable import: "*/*" brings every service already',
  why: 'The other entries of the listener change nothing.',
  fix: 'remove "*/*" to narrow the listener to the rest, or remove the rest',
  source: 'SC-043; validation.go validateSidecarEgress',
  check({ spec: { egress = [] } }, report) {
    egress.forEach(({ hosts }, i) => {
      if (!hosts.includes('*/*')) return;
      const other = hosts.findIndex((text) => !text.startsWith('~') && splitNamespacedHost(text).namespace !== '*');
      if (other >= 0) report(['spec', 'egress', i, 'hosts', other], { message: `Expected nothing beside "*/*", got ${quote(hosts[other])}` });
    });
  },
  good: ['spec: {egress: [{hosts: ["*/*", "~shop/*"]}]}'],
  bad: [{ yaml: 'spec: {egress: [{hosts: ["*/*", "shop/a.com"]}]}', at: 'spec.egress[0].hosts[1]' }],
});
