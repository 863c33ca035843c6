import type { Edit } from '../../../core/edit';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isKubernetesName, isWildcardHost } from '../../../values/host-name';
import { AT, destinations, to } from './destinations-parts';
import type { Spec } from './virtual-service-rule';

/** A ServiceEntry may have upper case in its hosts, and then the destination needs the same. */
export const externalDestinationCase = defineRule<Spec>({
  id: 'virtual-service/external-destination-case',
  severity: 'info',
  authority: 'cdk8s-istio',
  summary: 'Expected a destination in lower case, as most hosts are',
  why: 'Istio compares destinations with their case: requests get 503 unless the host of the ServiceEntry has the very same letters.',
  fix: 'write the host in lower case, in the ServiceEntry too',
  source: 'pilot/pkg/networking/core/route/route.go#processDestination',
  check(resource, report) {
    for (const { at, destination: { host } } of destinations(resource)) {
      if (host === host.toLowerCase() || !isWildcardHost(host) || isKubernetesName(host)) continue;
      const edits: readonly Edit[] = [{ path: [...at, 'host'], op: 'set', value: host.toLowerCase() }];
      report([...at, 'host'], { message: `Expected a destination in lower case, got ${quote(host)}`, fix: `write ${host.toLowerCase()}`, edits });
    }
  },
  good: [to('{host: api.example.com}')],
  bad: [{ yaml: to('{host: API.example.com}'), at: `${AT}.host` }],
});
