import { compose } from '../../../lib/composition/compose';
import type { Contribution, Detour } from '../../../lib/composition/contribution';
import type { HostFacts } from '../../../lib/composition/host';

const facts: HostFacts = {
  host: 'api.partner.com', namespace: 'egress', versions: {},
  ports: [{ name: 'http', number: 80, protocol: 'HTTP' }, { name: 'tls', number: 443, protocol: 'TLS' }],
};

function detour(port: string, gateway: string, gatewayPort: number): Detour {
  return { port, gateway, sees: 'requests', hop: { host: 'egress.egress.svc.cluster.local', subset: 'a', port: gatewayPort } };
}

const by = (construct: string, said: Omit<Contribution, 'by'>): Contribution => ({ by: { construct }, ...said });
const way = by('b', { detours: [detour('http', 'egress/one', 443)] });
const rewrite = { rewriteAuthority: 'other.com' };

const cases: readonly (readonly [what: string, others: readonly Contribution[], problems: readonly string[]])[] = [
  ['a way alone', [], []],
  ['another gateway for another port', [by('c', { detours: [detour('tls', 'egress/two', 443)] })], ['composition/two-gateways by c, and b']],
  ['another port of the gateway', [by('c', { detours: [detour('tls', 'egress/one', 444)] })], []],
  ['the same port of the gateway', [by('a', { detours: [detour('tls', 'egress/one', 443)] })], ['composition/gateway-port-taken by b, and a']],
  ['what some clients do', [by('c', { policies: [{ clients: { app: 'a' }, policy: { 'limits.requests': 1 } }] })], ['composition/clients-behind-gateway by c, and b']],
  ['what all clients do', [by('c', { policies: [{ policy: { 'limits.requests': 1 } }] })], []],
  ['another authority', [by('c', { behaviours: [{ name: 'c', behaviours: rewrite }] })], ['composition/rewrite-before-gateway by c, and b']],
  ['another authority for some', [by('c', { behaviours: [{ name: 'c', when: [{ path: { prefix: '/c' } }], behaviours: rewrite }] })],
    ['composition/rewrite-before-gateway by c, and b']],
  ['another path', [by('c', { behaviours: [{ name: 'c', behaviours: { rewritePath: { match: 'a', rewrite: 'b' } } }] })], []],
];

test.each(cases)('a way through a gateway, and %s', (_, others, problems) => {
  const said = [way, ...others];
  for (const contributions of [said, [...said].reverse()]) {
    const found = compose(facts, contributions).problems;
    expect(found.map(({ rule, by: { construct }, others: [other] }) => `${rule.id} by ${construct}, and ${other!.construct}`)).toEqual(problems);
  }
});

test('without a way through a gateway none of it matters', () => {
  const said = cases.slice(4).flatMap(([, others]) => others).filter(({ exceptions }) => !exceptions);
  expect(compose(facts, said).problems.filter(({ rule }) => /gateway/.test(rule.id))).toEqual([]);
});
