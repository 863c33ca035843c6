import { exportToProblems } from '../../../values/export-to';
import { ruleOf, TO_A } from './virtual-service-rule';

/** Expected namespaces, each once, or "." or "*" alone. */
export const exportTo = ruleOf({
  name: 'export-to',
  summary: 'Expected namespaces, each once, or "." or "*" alone',
  fix: 'list namespaces, write ["."] for the own one, or leave exportTo out for all',
  source: 'VS-TOP-011, G-EXPORT; validation.go validateExportTo',
  good: [`spec: {hosts: [a.com], exportTo: [".", shop], http: [{${TO_A}}]}`],
  bad: [[`spec: {hosts: [a.com], exportTo: ["~"], http: [{${TO_A}}]}`, 'spec.exportTo[0]']],
  check({ exportTo = [] }, report, { namespace }) {
    for (const { index, reason } of exportToProblems(exportTo, namespace === undefined ? {} : { namespace })) {
      report(['spec', 'exportTo', ...(index === undefined ? [] : [index])], { message: `Expected namespaces that see the routes, got a list in which ${reason}` });
    }
  },
});
