import type { Edit } from '../../../core/edit';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isKubernetesName, isWildcardHost } from '../../../values/host-name';
import { AT, destinations, to } from './destinations-parts';
import type { Spec } from './virtual-service-rule';

/** Istio lowers the hosts of routes, and takes those of destinations as they are: no Service of Kubernetes has upper case in its name. */
export const destinationCase = defineRule<Spec>({
  id: 'virtual-service/destination-case',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected the name of a Service in lower case',
  why: 'Names of Services have no upper case, and Istio compares destinations with their case: no proxy knows the destination, and requests get 503.',
  fix: 'write the host in lower case',
  source: ['test/traffic/recorded/destination-in-upper-case.yaml', 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  check(resource, report) {
    for (const { at, destination: { host } } of destinations(resource)) {
      if (host === host.toLowerCase() || !isWildcardHost(host) || !isKubernetesName(host)) continue;
      const edits: readonly Edit[] = [{ path: [...at, 'host'], op: 'set', value: host.toLowerCase() }];
      report([...at, 'host'], { message: `Expected the name of a Service in lower case, got ${quote(host)}`, fix: `write ${host.toLowerCase()}`, edits });
    }
  },
  good: [to('{host: reviews}'), to('{host: API.example.com}')],
  bad: [{ yaml: to('{host: Reviews}').replace('a.com', 'reviews'), at: `${AT}.host` }, { yaml: to('{host: reviews.Shop.svc.cluster.local}'), at: `${AT}.host` }],
});
