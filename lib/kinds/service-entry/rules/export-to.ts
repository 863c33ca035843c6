import { defineRule } from '../../../core/rule';
import { exportToProblems } from '../../../values/export-to';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** The namespaces whose proxies see the service. */
export const exportTo = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/export-to',
  onlyWith: ['exportTo'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected namespaces, or one of ".", "*" and "~", each once',
  why: 'istiod refuses the resource.',
  fix: 'list the namespaces; write "*" for all or "~" for none, alone',
  source: 'pkg/config/validation/validation.go#validateExportTo',
  check({ spec, metadata }, report) {
    for (const { index, reason } of exportToProblems(spec.exportTo ?? [], { namespace: metadata.namespace, isServiceEntry: true })) {
      report(['spec', 'exportTo', ...(index === undefined ? [] : [index])], { message: `Expected namespaces that see the service, each once: ${reason}` });
    }
  },
  good: [
    'spec: {hosts: [a.com], exportTo: [".", istio-system]}',
    'spec: {hosts: [a.com], exportTo: ["~"]}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], exportTo: ["*", shop]}', at: 'spec.exportTo[0]' },
    { yaml: 'metadata: {namespace: shop}\nspec: {hosts: [a.com], exportTo: [".", shop]}', at: 'spec.exportTo[1]' },
  ],
});
