import { quote } from '../../../core/quote';
import { wildcardHost } from '../../../values/host-name';
import { ruleOf } from './virtual-service-rule';
import { AT, destinations, to } from './destinations-parts';

/** Expected the name of a service as destination. */
export const destinationHost = ruleOf({
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
});
