import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { splitNamespacedHost } from '../../../values/namespaced-host';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** The host that imports everything makes the other entries redundant. */
export const importsAllAlready = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/imports-all-already',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Unreachable import: "*/*" brings every service already',
  why: 'The other entries of the listener change nothing.',
  fix: 'remove "*/*" to narrow the listener to the rest, or remove the rest',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
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
