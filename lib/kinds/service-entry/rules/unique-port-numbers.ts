import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** A number identifies one port. */
export const uniquePortNumbers = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/unique-port-numbers',
  severity: 'error',
  authority: 'api-server',
  summary: 'Duplicate number of a port',
  why: 'The API server refuses the resource.',
  fix: 'give each port a number of its own',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec.ports', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  cel: ['self.all(l1, self.exists_one(l2, l1.number == l2.number))'],
  check({ spec }, report) {
    const first = new Map<number, number>();
    (spec.ports ?? []).forEach(({ number }, i) => {
      const before = first.get(number);
      if (before === undefined) first.set(number, i);
      else report(['spec', 'ports', i, 'number'], { message: `Expected a number of its own, got ${number} as port ${before} has` });
    });
  },
  aliases: ['IST0106'],
  good: [
    'spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 81, name: b, protocol: HTTP, targetPort: 80}]}',
  ],
  bad: [
    {
      yaml: 'spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 80, name: b, protocol: HTTP}]}',
      at: 'spec.ports[1].number',
    },
  ],
});
