import { checkAlone } from '../support/findings';

const resource = (kind: string, spec: object) => ({ apiVersion: 'networking.istio.io/v1', kind, metadata: { name: 'a', namespace: 'shop' }, spec });
const rulesOf = (one: unknown): string[] => checkAlone(one).map(({ rule }) => rule);

test('a resource that was changed since the last check is read anew', () => {
  const rule = resource('DestinationRule', { host: 'a.shop.svc.cluster.local', trafficPolicy: {} as object });
  expect(rulesOf(rule)).toEqual(['destination-rule/policy-not-empty']);
  (rule.spec as { trafficPolicy: object }).trafficPolicy = { connectionPool: {} };
  expect(rulesOf(rule)).toEqual(['destination-rule/pool-not-empty']);

  const to = [{ destination: { host: 'a.shop.svc.cluster.local' } }];
  const match = [{ uri: { exact: '/a' } }];
  const http: object[] = [{ match, route: to }];
  const routes = resource('VirtualService', { hosts: ['a.com'], http });
  expect(rulesOf(routes)).not.toContain('virtual-service/duplicate-match');
  http.push({ match, route: to });
  expect(rulesOf(routes)).toContain('virtual-service/duplicate-match');
});
