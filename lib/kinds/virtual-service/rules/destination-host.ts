import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { wildcardHost } from '../../../values/host-name';
import { AT, destinations, to } from './destinations-parts';
import type { Spec } from './virtual-service-rule';

/** Expected the name of a service as destination. */
export const destinationHost = defineRule<Spec>({
  id: 'virtual-service/destination-host',
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected the name of a service as destination',
  fix: 'write the host of a Kubernetes service or of a ServiceEntry; an IP address needs a ServiceEntry',
  source: 'pkg/config/validation/validation.go#validateDestination',
  good: [to('{host: reviews.shop.svc.cluster.local}')],
  bad: [{ yaml: to('{host: "*"}'), at: `${AT}.host` }, { yaml: to('{host: 10.0.0.1}'), at: `${AT}.host` }, { yaml: to('{host: ""}'), at: `${AT}.host` }],
  check(resource, report) {
    for (const { at, destination: { host } } of destinations(resource)) {
      const reason = host === '*' ? 'it is every host' : wildcardHost.test(host);
      if (reason !== undefined) report([...at, 'host'], { message: `Expected the name of a service, got ${quote(host)}: ${reason}` });
    }
  },
});
