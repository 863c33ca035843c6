import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { port as portNumber } from '../../../values/port';
import { AT, destinations, to } from './destinations-parts';
import type { Spec } from './virtual-service-rule';

/** Expected a port from 1 to 65535 of a destination. */
export const destinationPort = defineRule<Spec>({
  id: 'virtual-service/destination-port',
  onlyWith: ['port'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a port from 1 to 65535 of a destination',
  fix: 'write the number of the port, or leave port out',
  source: 'pkg/config/validation/validation.go#validatePortSelector',
  good: [to('{host: a.com, port: {number: 80}}')],
  bad: [{ yaml: to('{host: a.com, port: {}}'), at: `${AT}.port.number` }, { yaml: to('{host: a.com, port: {number: 70000}}'), at: `${AT}.port.number` }],
  check(resource, report) {
    for (const { at, destination: { port } } of destinations(resource)) {
      if (port === undefined) continue;
      const { number = 0 } = port;
      const reason = portNumber.test(number);
      if (reason !== undefined) report([...at, 'port', 'number'], { message: `Expected ${portNumber.expected}, got ${number}: ${reason}` });
    }
  },
});
