import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { dnsLabel } from '../../../values/host-name';
import { AT, destinations, to } from './destinations-parts';
import type { Spec } from './virtual-service-rule';

/** Expected the name of a subset: letters, digits and hyphens. */
export const destinationSubset = defineRule<Spec>({
  id: 'virtual-service/destination-subset',
  onlyWith: ['subset'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected the name of a subset: letters, digits and hyphens',
  fix: 'write the name as the DestinationRule has it',
  source: 'pkg/config/validation/validation.go#validateSubsetName',
  good: [to('{host: a.com, subset: v1}')],
  bad: [{ yaml: to('{host: a.com, subset: v_1}'), at: `${AT}.subset` }],
  check(resource, report) {
    for (const { at, destination: { subset } } of destinations(resource)) {
      const reason = subset ? dnsLabel.test(subset) : undefined;
      if (reason !== undefined) report([...at, 'subset'], { message: `Expected ${dnsLabel.expected}, got ${quote(subset)}: ${reason}` });
    }
  },
});
