import { quote } from '../../../core/quote';
import { dnsLabel } from '../../../values/host-name';
import { ruleOf } from './virtual-service-rule';
import { AT, destinations, to } from './destinations-parts';

/** Expected the name of a subset: letters, digits and hyphens. */
export const destinationSubset = ruleOf({
  name: 'destination-subset',
  summary: 'Expected the name of a subset: letters, digits and hyphens',
  fix: 'write the name as the DestinationRule has it',
  source: 'VS-DEST-003; validation.go validateSubsetName',
  good: [to('{host: a.com, subset: v1}')],
  bad: [[to('{host: a.com, subset: v_1}'), `${AT}.subset`]],
  check(spec, report, metadata) {
    for (const { at, destination: { subset } } of destinations(spec, metadata)) {
      const reason = subset ? dnsLabel.test(subset) : undefined;
      if (reason !== undefined) report([...at, 'subset'], { message: `Expected ${dnsLabel.expected}, got ${quote(subset)}: ${reason}` });
    }
  },
});
