import { type Chart, JsonPatch, Testing } from 'cdk8s';
import {
  Access, AuthorizationPolicy, type AuthorizationPolicyProps, type AuthorizationPolicySpec, Condition, Principal, targetRef,
} from 'cdk8s-istio';
import { renderPath } from '../../lib/core/finding';
import { chartOf, untyped } from '../support/chart';
import { errorsOf, thrownBy } from '../support/findings';

const specOf = (chart: Chart): unknown => (Testing.synth(chart)[0] as { spec: unknown }).spec;
function build(props: AuthorizationPolicyProps): unknown {
  const chart = chartOf();
  new AuthorizationPolicy(chart, 'it', props);
  return specOf(chart);
}

const cart = Access.from({ principals: [Principal.serviceAccount('shop', 'cart')] });
const rows: { what: string; props: AuthorizationPolicyProps; spec: AuthorizationPolicySpec }[] = [
  {
    what: 'allows some requests to some workloads',
    props: { workload: { labels: { app: 'orders' } }, allow: [cart.to({ methods: ['GET'], paths: ['/orders/{*}'], ports: [8080] })] },
    spec: {
      selector: { matchLabels: { app: 'orders' } },
      rules: [{
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/cart'] } }],
        to: [{ operation: { methods: ['GET'], paths: ['/orders/{*}'], ports: ['8080'] } }],
      }],
    },
  },
  {
    what: 'refuses requests under conditions',
    props: { deny: [Access.when(Condition.header('x-debug').oneOf('*'), Condition.claim('realm', 'role').noneOf('admin')).to({ ports: [80] })] },
    spec: {
      action: 'DENY',
      rules: [{
        to: [{ operation: { ports: ['80'] } }],
        when: [{ key: 'request.headers[x-debug]', values: ['*'] }, { key: 'request.auth.claims[realm][role]', notValues: ['admin'] }],
      }],
    },
  },
  { what: 'marks requests', props: { audit: [Access.anything] }, spec: { action: 'AUDIT', rules: [{}] } },
  {
    what: 'asks somebody else', props: { targetRefs: [targetRef.gateway('edge')], custom: [Access.to({ hosts: ['a.com'] })], provider: 'opa' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
      action: 'CUSTOM', provider: { name: 'opa' }, rules: [{ to: [{ operation: { hosts: ['a.com'] } }] }],
    },
  },
  {
    what: 'has several sources, operations and rules',
    props: { allow: [cart.from({ namespaces: ['ops'] }).to({ methods: ['GET'] }).to({ methods: ['PUT'] }), Access.from({ serviceAccounts: ['cart'] })] },
    spec: {
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/cart'] } }, { source: { namespaces: ['ops'] } }],
          to: [{ operation: { methods: ['GET'] } }, { operation: { methods: ['PUT'] } }],
        },
        { from: [{ source: { serviceAccounts: ['cart'] } }] },
      ],
    },
  },
];

test.each(rows)('a policy that $what', ({ props, spec }) => {
  expect(build(props)).toEqual(spec);
});

test('the dangerous empties have names', () => {
  const nothing = chartOf();
  AuthorizationPolicy.allowNothing(nothing, 'it');
  expect(specOf(nothing)).toEqual({});
  const everything = chartOf();
  AuthorizationPolicy.allowEverything(everything, 'it', { workload: { labels: { app: 'a' } } });
  expect(specOf(everything)).toEqual({ selector: { matchLabels: { app: 'a' } }, rules: [{}] });
});

test('rules are values', () => {
  const get = cart.to({ methods: ['GET'] });
  cart.to({ methods: ['PUT'] });
  expect(cart.toSpec()).toEqual({ from: [{ source: { principals: ['cluster.local/ns/shop/sa/cart'] } }] });
  expect(get.toSpec().to).toHaveLength(1);
});

test.each([
  [Principal.serviceAccount('shop', 'cart'), 'cluster.local/ns/shop/sa/cart'],
  [Principal.serviceAccount('shop', 'cart', { trustDomain: '*' }), '*/ns/shop/sa/cart'],
  [Principal.namespace('shop'), 'cluster.local/ns/shop/*'],
  [Principal.namespace('shop', { trustDomain: 'partner.example' }), 'partner.example/ns/shop/*'],
  [Principal.trustDomain('partner.example'), 'partner.example/*'],
  [Principal.anyone(), '*'],
])('the principal %s', (principal, text) => {
  expect(principal).toBe(text);
});

test.each([
  [Condition.header('x-user').oneOf('a', 'b*'), { key: 'request.headers[x-user]', values: ['a', 'b*'] }],
  [Condition.claim('sub').noneOf('a'), { key: 'request.auth.claims[sub]', notValues: ['a'] }],
  [Condition.claim('realm', 'roles').oneOf('a'), { key: 'request.auth.claims[realm][roles]', values: ['a'] }],
  [Condition.audiences().oneOf('shop'), { key: 'request.auth.audiences', values: ['shop'] }],
  [Condition.sourceIp().oneOf('10.0.0.0/8'), { key: 'source.ip', values: ['10.0.0.0/8'] }],
  [Condition.remoteIp().noneOf('10.0.0.1'), { key: 'remote.ip', notValues: ['10.0.0.1'] }],
  [Condition.port().oneOf('8080'), { key: 'destination.port', values: ['8080'] }],
  [Condition.sni().oneOf('*.example.com'), { key: 'connection.sni', values: ['*.example.com'] }],
  [Condition.attribute('source.namespace').oneOf('shop'), { key: 'source.namespace', values: ['shop'] }],
])('the condition %j', (condition, spec) => {
  expect(condition.toSpec()).toEqual(spec);
});

test.each<[string, () => unknown, string]>([
  ['spiffe:// in front', () => Access.from({ principals: ['spiffe://cluster.local/ns/shop/sa/cart'] }), 'value-matches-nothing @ from[0].principals[0]: write cluster.local/ns/shop/sa/cart'],
  ['a star inside', () => Access.from({ namespaces: ['shop'] }, { principals: ['cluster.local/ns/*/sa/batch'] }),
    'value-matches-nothing @ from[1].principals[0]: write the identities one by one, or match namespaces'],
  ['a namespace with a slash', () => Access.from({ notNamespaces: ['shop/cart'] }), 'value-matches-nothing @ from[0].notNamespaces[0]: write shop, or serviceAccounts: [shop/cart]'],
  ['a path without a slash', () => Access.to({ paths: ['/a', 'admin*'] }), 'value-matches-nothing @ to[0].paths[1]: write /admin*'],
  ['a method in lower case', () => Access.to({ methods: untyped(['delete']) }), 'value-matches-nothing @ to[0].methods[0]: write DELETE'],
  ['nested claims with a dot', () => Condition.claim('realm_access.roles'),
    "nested-claim @ claim[0]: write Condition.claim('realm_access', 'roles'); for one claim of that name, Condition.attribute('request.auth.claims[realm_access.roles]')"],
])('%s is refused at the line', (_, program, expected) => {
  const found = thrownBy(program);
  expect(found.map(({ rule, path, fix }) => `${rule.split('/')[1]!} @ ${renderPath(path)}: ${fix}`)).toEqual([expected]);
  expect(found[0]!.source?.file).toContain('authorization-policy.test.ts');
});

test('a claim may have a name with dots that is that of a domain, and values may be whatever requests have', () => {
  expect(Condition.claim('https://example.com/roles').oneOf('a').toSpec().key).toBe('request.auth.claims[https://example.com/roles]');
  expect(Condition.claim('kubernetes.io', 'namespace').oneOf('a').toSpec().key).toBe('request.auth.claims[kubernetes.io][namespace]');
  expect(Access.to({ paths: ['/a/{*}', '*.html'], methods: ['P*', 'PURGE'], hosts: ['*.a.com'] }).from({ namespaces: ['team-*-dev'] }).toSpec()).toBeDefined();
});

test('the resource is its child, and can be patched', () => {
  const chart = chartOf();
  const policy = new AuthorizationPolicy(chart, 'it', { deny: [cart.to({ ports: [80] })] });
  policy.addJsonPatch(JsonPatch.replace('/spec/action', 'AUDIT'));
  expect(policy.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(specOf(chart)).toEqual(expect.objectContaining({ action: 'AUDIT' }));
});

test('a policy without rules has no action', () => {
  const props = { metadata: { name: 'it' }, deny: [Access.anything] };
  expect(() => AuthorizationPolicy.allowNothing(chartOf(), 'it', props)).toThrow('Expected no rules, got deny');
});

test.each([
  ['no action', untyped({}), ['authorization-policy-construct/one-action @ spec.rules']],
  ['no rule', untyped({ allow: [] }), ['authorization-policy-construct/one-action @ spec.rules']],
  ['two actions', untyped({ allow: [Access.anything], deny: [Access.anything] }), ['authorization-policy-construct/one-action @ spec.rules']],
  ['an action in two ways', untyped({ deny: [Access.anything], action: 'ALLOW' }), ['authorization-policy-construct/one-action @ spec.rules']],
  ['rules in two ways', untyped({ allow: [Access.anything], rules: [] }), ['authorization-policy-construct/one-action @ spec.rules']],
  ['a provider of nobody', untyped({ deny: [Access.anything], provider: 'opa' }), ['authorization-policy/provider-unused @ spec.provider']],
  ['a provider that is none', untyped({ custom: [Access.anything], provider: { name: 'opa' } }), ['field/wrong-type @ spec.provider.name']],
  ['a source that is none', { allow: [Access.from('shop' as never)] }, ['field/wrong-type @ spec.rules[0].from[0].source']],
  ['an operation that is none', { allow: [Access.to(8080 as never)] }, ['field/wrong-type @ spec.rules[0].to[0].operation']],
  ['a port that is none', { allow: [Access.to({ ports: [70000] })] }, ['authorization-policy/port @ spec.rules[0].to[0].operation.ports[0]']],
  ['an unknown key', untyped({ allow: [Access.anything], alow: 1 }), ['field/unknown @ spec.alow']],
  ['an unknown key of a source', { allow: [Access.from({ principal: 'a' } as object)] }, ['field/unknown @ spec.rules[0].from[0].source.principal']],
  ['rules that are none', untyped({ deny: 5 }), ['field/wrong-type @ spec.rules']],
  ['a rule that is none', untyped({ deny: ['everything'] }), ['field/wrong-type @ spec.rules[0]']],
  ['no provider', untyped({ custom: [Access.anything] }), ['authorization-policy/provider-missing @ spec.provider']],
  ['a wrong template', { allow: [Access.to({ paths: ['/a/{id}'] })] }, ['authorization-policy/path-template @ spec.rules[0].to[0].operation.paths[0]']],
  ['a wrong attribute', { allow: [Access.when(Condition.attribute('source.user' as 'source.ip').oneOf('a'))] }, ['authorization-policy/condition-key @ spec.rules[0].when[0].key']],
] as [string, AuthorizationPolicyProps, string[]][])('%s', (_, props, expected) => {
  expect(errorsOf(() => build(props))).toEqual(expected);
});
