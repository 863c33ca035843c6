import { App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import {
  configureMesh, JwtIssuer, type JwtIssuerOptions, RequestAuthentication, type RequestAuthenticationProps, targetRef,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';


function specOf(props: RequestAuthenticationProps, chart = chartOf()): unknown {
  new RequestAuthentication(chart, 'it', props);
  return (Testing.synth(chart)[0] as { spec: unknown }).spec;
}

const issuer = 'https://login.example.com';
const ruleOf = (options: JwtIssuerOptions): unknown => JwtIssuer.named(issuer, options).toSpec();
const key = { kty: 'RSA', e: 'AQAB', n: '4w', kid: 'a' } as const;

const issuers: { what: string; options: JwtIssuerOptions; rule: object }[] = [
  { what: 'keys by discovery', options: {}, rule: {} },
  { what: 'keys at an address', options: { jwksUri: `${issuer}/keys` }, rule: { jwksUri: `${issuer}/keys` } },
  { what: 'keys as text', options: { jwks: '{"keys":[]}' }, rule: { jwks: '{"keys":[]}' } },
  { what: 'keys as an object', options: { jwks: { keys: [key] } }, rule: { jwks: JSON.stringify({ keys: [key] }) } },
  {
    what: 'where the token is', options: { fromHeaders: ['x-token', { name: 'x-auth', prefix: 'Bearer ' }], fromParams: ['token'], fromCookies: ['session'] },
    rule: { fromHeaders: [{ name: 'x-token' }, { name: 'x-auth', prefix: 'Bearer ' }], fromParams: ['token'], fromCookies: ['session'] },
  },
  {
    what: 'what the workload sees',
    options: { forwardOriginalToken: true, outputPayloadToHeader: 'x-claims', outputClaimToHeaders: { 'x-user': 'sub', 'x-realm': 'realm.name' } },
    rule: {
      forwardOriginalToken: true, outputPayloadToHeader: 'x-claims',
      outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }, { header: 'x-realm', claim: 'realm.name' }],
    },
  },
  {
    what: 'which tokens', options: { audiences: ['shop', 'till'], spaceDelimitedClaims: ['roles'] },
    rule: { audiences: ['shop', 'till'], spaceDelimitedClaims: ['roles'] },
  },
];

test.each(issuers)('an issuer: $what', ({ options, rule }) => {
  expect(ruleOf(options)).toEqual({ issuer, ...rule });
  expect(specOf({ issuers: [JwtIssuer.named(issuer, options)] })).toEqual({ jwtRules: [{ issuer, ...rule }] });
});

test.each([
  ['alice', `${issuer}/alice`],
  [undefined, `${issuer}/*`],
])('the principal of %s', (subject, principal) => {
  expect(JwtIssuer.named(issuer).principal(subject)).toBe(principal);
});

const jwtRules = [{ issuer }];
const login = JwtIssuer.named(issuer);
const targets: { what: string; props: RequestAuthenticationProps; spec: object }[] = [
  { what: 'all of a namespace', props: { issuers: [login] }, spec: { jwtRules } },
  { what: 'workloads', props: { workload: { labels: { app: 'shop' } }, issuers: [login] }, spec: { selector: { matchLabels: { app: 'shop' } }, jwtRules } },
  {
    what: 'resources', props: { targetRefs: [targetRef.gateway('edge'), targetRef.service('shop')], issuers: [login] },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }, { kind: 'Service', name: 'shop' }], jwtRules,
    },
  },
  { what: 'a rule in Istio\'s words', props: { issuers: [{ jwksUri: issuer }] }, spec: { jwtRules: [{ jwksUri: issuer }] } },
  { what: 'no issuer', props: { issuers: [] }, spec: { jwtRules: [] } },
  { what: 'nothing', props: {}, spec: {} },
];

test.each(targets)('a policy for $what', ({ props, spec }) => {
  expect(specOf(props)).toEqual(spec);
});

test('issuers are added behind those that are given, and durations are text', () => {
  const chart = chartOf();
  const policy = new RequestAuthentication(chart, 'it', { issuers: [login] });
  const till = policy.addIssuer('till', { timeout: Duration.seconds(2) });
  expect(till.principal()).toBe('till/*');
  expect(Testing.synth(chart)).toEqual([expect.objectContaining({
    apiVersion: 'security.istio.io/v1', spec: { jwtRules: [{ issuer }, { issuer: 'till', timeout: '2s' }] },
  })]);
});

test('what a newer release has can be written for it', () => {
  const app = new App();
  configureMesh(app, { release: '1.32' });
  const required = JwtIssuer.named(issuer, { presence: 'REQUIRED' });
  expect(specOf({ issuers: [required] }, new Chart(app, 'shop'))).toEqual({ jwtRules: [{ issuer, presence: 'REQUIRED' }] });
});

test('the resource is its child, and can be patched', () => {
  const chart = chartOf();
  const policy = new RequestAuthentication(chart, 'it', { issuers: [login] });
  policy.addJsonPatch(JsonPatch.add('/spec/jwtRules/0/audiences', ['shop']));
  expect(policy.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(Testing.synth(chart)).toEqual([expect.objectContaining({ spec: { jwtRules: [{ issuer, audiences: ['shop'] }] } })]);
});

const by = (options: object): RequestAuthenticationProps => ({ issuers: [JwtIssuer.named(issuer, options as JwtIssuerOptions)] });
const cycle: { self?: object } = {};
cycle.self = cycle;
test.each([
  ['an unknown key', untyped({ issuer }), ['field/unknown @ spec.issuer']],
  ['an unknown key of an issuer', by({ jwksUrl: issuer }), ['field/unknown @ spec.jwtRules[0].jwksUrl']],
  ['issuers that are none', untyped({ issuers: issuer }), ['field/wrong-type @ spec.jwtRules']],
  ['an issuer that is none', untyped({ issuers: [issuer] }), ['field/wrong-type @ spec.jwtRules[0]']],
  ['a name that is none', { issuers: [JwtIssuer.named(5 as never)] }, ['field/wrong-type @ spec.jwtRules[0].issuer']],
  ['two targets', untyped({ workload: { labels: { app: 'a' } }, targetRefs: [] }), ['request-authentication/one-target @ spec']],
  ['two ways to say one thing', untyped({ workload: { labels: { app: 'a' } }, selector: { matchLabels: { app: 'a' } } }), ['field/unknown @ spec.workload']],
  ['two sources of keys', by({ jwksUri: issuer, jwks: '' }), ['request-authentication/one-source-of-keys @ spec.jwtRules[0].jwks']],
  ['an address without a scheme', by({ jwksUri: 'login.example.com/keys' }), ['value/jwks-uri @ spec.jwtRules[0].jwksUri']],
  ['keys that are none', by({ jwks: { keys: [{ kty: 'RSA' }] } }), ['value/jwks @ spec.jwtRules[0].jwks']],
  ['keys that are no text', by({ jwks: 5 }), ['field/wrong-type @ spec.jwtRules[0].jwks']],
  ['keys without an end', by({ jwks: cycle }), ['input/cycle @ spec.jwtRules[0].jwks.self']],
  ['headers that are none', by({ fromHeaders: 'x-token' }), ['field/wrong-type @ spec.jwtRules[0].fromHeaders']],
  ['a header that is none', by({ fromHeaders: [5] }), ['field/wrong-type @ spec.jwtRules[0].fromHeaders[0]']],
  ['claims that are none', by({ outputClaimToHeaders: 'sub' }), ['field/wrong-type @ spec.jwtRules[0].outputClaimToHeaders']],
  ['a claim that is none', by({ outputClaimToHeaders: { 'x-user': 5 } }), ['field/wrong-type @ spec.jwtRules[0].outputClaimToHeaders[0].claim']],
  ['a header with a dot', by({ outputClaimToHeaders: { 'x.user': 'sub' } }), ['field/wrong-format @ spec.jwtRules[0].outputClaimToHeaders[0].header']],
  ['half a millisecond', by({ timeout: '1.5ms' }), ['value/whole-milliseconds @ spec.jwtRules[0].timeout']],
  ['what the release does not have', by({ presence: 'REQUIRED' }), ['field/needs-release @ spec.jwtRules[0].presence']],
])('%s', (_, props, expected) => {
  expect(errorsOf(() => specOf(props))).toEqual(expected);
});
