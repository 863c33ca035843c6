import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { exportToProblems } from '../../../values/export-to';
import { type Spec, TO_A } from './virtual-service-rule';

/** Expected namespaces, each once, or "." or "*" alone. */
export const exportTo = defineRule<Spec>({
  id: 'virtual-service/export-to',
  onlyWith: ['exportTo'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected namespaces, each once, or "." or "*" alone',
  fix: 'list namespaces, write ["."] for the own one, or leave exportTo out for all',
  source: 'pkg/config/validation/validation.go#validateExportTo',
  good: [`spec: {hosts: [a.com], exportTo: [".", shop], http: [{${TO_A}}]}`],
  bad: [{ yaml: `spec: {hosts: [a.com], exportTo: ["~"], http: [{${TO_A}}]}`, at: 'spec.exportTo[0]' }],
  check({ spec: { exportTo = [] }, metadata: { namespace } }, report) {
    for (const { index, reason } of exportToProblems(exportTo, namespace === undefined ? {} : { namespace })) {
      report(['spec', 'exportTo', ...(index === undefined ? [] : [index])], { message: `Expected namespaces that see the routes, got a list in which ${reason}` });
    }
  },
});
