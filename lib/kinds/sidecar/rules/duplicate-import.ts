import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { splitNamespacedHost } from '../../../values/namespaced-host';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** Importing a service twice is usually a mistake. */
export const duplicateImport = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/duplicate-import',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Duplicate import of a host on an egress listener',
  why: 'The second entry changes nothing.',
  fix: 'remove it',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
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
