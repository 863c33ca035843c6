import { port as portNumber } from '../../../values/port';
import { ruleOf } from './virtual-service-rule';
import { AT, destinations, to } from './destinations-parts';

/** Expected a port from 1 to 65535 of a destination. */
export const destinationPort = ruleOf({
  name: 'destination-port',
  summary: 'Expected a port from 1 to 65535 of a destination',
  fix: 'write the number of the port, or leave port out',
  source: 'VS-DEST-004; validation.go validatePortSelector',
  good: [to('{host: a.com, port: {number: 80}}')],
  bad: [[to('{host: a.com, port: {}}'), `${AT}.port.number`], [to('{host: a.com, port: {number: 70000}}'), `${AT}.port.number`]],
  check(spec, report, metadata) {
    for (const { at, destination: { port } } of destinations(spec, metadata)) {
      if (port === undefined) continue;
      const { number = 0 } = port;
      const reason = portNumber.test(number);
      if (reason !== undefined) report([...at, 'port', 'number'], { message: `Expected ${portNumber.expected}, got ${number}: ${reason}` });
    }
  },
});
