import { App, type Chart } from 'cdk8s';
import { type HostClaims, type HostOwner, MeshService, Pattern } from 'cdk8s-istio';
import { chartOf } from '../../support/chart';
import { findingsIn, findingsOf } from '../../support/findings';

class Claiming extends Pattern {
  public constructor(scope: Chart, id: string, props: { readonly service: HostOwner; readonly policies: NonNullable<HostClaims['policies']> }) {
    super(scope, id, props, { service: true, policies: true });
    props.service.contribute(this, { policies: props.policies });
  }
}

const ports = { mysql: { number: 3306, protocol: 'TCP' }, redis: { number: 6379, protocol: 'TCP' }, http: { number: 80, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
type Policies = NonNullable<HostClaims['policies']>;

/** A program that claims each list of policies by a pattern of its own, forwards or backwards. */
const claiming = (lists: readonly Policies[], isBackwards = false) => (chart: Chart): void => {
  const service = new MeshService(chart, 'db', { ports, versions });
  const named = lists.map((policies, i) => [`claim-${i}`, policies] as const);
  for (const [id, policies] of isBackwards ? named.reverse() : named) new Claiming(chart, id, { service, policies });
};

// istiod reads the idle time and the lifetime of connections from the policy of the host, never from that of a port or a version.
const DIFFER = 'composition/connections-differ';
const OF_VERSION = 'composition/connections-of-version';
const idle = (time: string) => ({ 'limits.tcpIdleTimeout': time });
const lifetime = (time: string) => ({ 'limits.connectionLifetime': time });

const rows: readonly (readonly [what: string, lists: readonly Policies[], rules: readonly string[]])[] = [
  ['an idle time of one TCP port of two', [[{ port: 'mysql', policy: idle('1h') }]], [DIFFER]],
  ['another lifetime for each of two TCP ports', [[{ port: 'mysql', policy: lifetime('1h') }], [{ port: 'redis', policy: lifetime('2h') }]], [DIFFER]],
  ['the same for both TCP ports', [[{ port: 'mysql', policy: idle('1h') }], [{ port: 'redis', policy: idle('1h') }]], []],
  ['one for all ports', [[{ policy: idle('1h') }]], []],
  ['an idle time of a version', [[{ version: 'v1', policy: idle('1h') }]], [OF_VERSION]],
  ['a lifetime of a version', [[{ version: 'v2', policy: lifetime('1h') }]], [OF_VERSION]],
];

test.each(rows)('%s', (_, lists, rules) => {
  for (const isBackwards of [false, true]) {
    const chart = chartOf();
    claiming(lists, isBackwards)(chart);
    const found = findingsIn(App.of(chart)).filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    expect([...new Set(found)]).toEqual(rules);
  }
});

test('the message names the ports with their values, and both constructs', () => {
  const [first] = findingsOf(claiming([[{ port: 'mysql', policy: lifetime('1h') }], [{ port: 'redis', policy: lifetime('2h') }]]));
  expect(first!.message).toMatch(/^Expected one ".+" for the connections of "db\.shop\.svc\.cluster\.local", got /);
  expect(first!.message).toMatch(/1h.* on port "mysql" and .*2h.* on port "redis"$/);
  expect([first!.construct, first!.related?.map((other) => (other as { construct?: string }).construct)]).toEqual(['shop/claim-0', ['shop/claim-1']]);
});
