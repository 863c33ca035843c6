import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import type { ResourceMetadata } from '../../../core/rule';
import { dnsLabel, wildcardHost } from '../../../values/host-name';
import { port as portNumber } from '../../../values/port';
import type { Json } from '../../../values/types';
import type { DestinationSpec } from '../../_shared/destination/api';
import { hasGatewaySemantics, rulesOf, type Spec, withRoute } from './rule-rows';
import { weightedRoutes } from './weighted-routes';

/** Every destination that istiod looks at. */
function* destinations(
  spec: Spec, metadata: ResourceMetadata,
): Generator<{ readonly at: Path; readonly destination: Json<DestinationSpec> }> {
  if (!hasGatewaySemantics(metadata)) {
    for (const [at, route] of weightedRoutes(spec)) {
      for (const [i, { destination }] of route.entries()) yield { at: [...at, i, 'destination'], destination };
    }
  }
  for (const [i, { mirror, mirrors = [] }] of (spec.http ?? []).entries()) {
    if (mirror) yield { at: ['spec', 'http', i, 'mirror'], destination: mirror };
    for (const [m, { destination }] of mirrors.entries()) yield { at: ['spec', 'http', i, 'mirrors', m, 'destination'], destination };
  }
}

const to = (destination: string): string => withRoute(`route: [{destination: ${destination}}]`);
const AT = 'spec.http[0].route[0].destination';

/** Where routes lead. */
export const destinationRules = rulesOf([
  {
    name: 'destination-host',
    summary: 'Expected the name of a service as destination',
    fix: 'write the host of a Kubernetes service or of a ServiceEntry; an IP address needs a ServiceEntry',
    source: 'VS-DEST-002, VS-MIRROR-001, VS-MIRROR-003; validation.go validateDestination',
    good: [to('{host: reviews.shop.svc.cluster.local}')],
    bad: [[to('{host: "*"}'), `${AT}.host`], [to('{host: 10.0.0.1}'), `${AT}.host`], [to('{host: ""}'), `${AT}.host`]],
    check(spec, report, metadata) {
      for (const { at, destination: { host } } of destinations(spec, metadata)) {
        const reason = host === '*' ? 'it is every host' : wildcardHost.test(host);
        if (reason !== undefined) report([...at, 'host'], { message: `Expected the name of a service, got ${quote(host)}: ${reason}` });
      }
    },
  },
  {
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
  },
  {
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
  },
]);
