import {
  JwtIssuer, type JwtIssuerOptions, type JsonWebKeySet, type JwtRule, type RequestAuthenticationProps, type RequestAuthenticationSpec,
  targetRef,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/request-authentication';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<RequestAuthenticationSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const good: JwtRule[] = [{ issuer: 'a' }, { issuer: 'a', jwks: '{"keys":[]}' }, { jwksUri: 'https://a', audiences: ['b'] }];
  // @ts-expect-error keys come from one place
  const sources: JwtRule = { issuer: 'a', jwksUri: 'https://a', jwks: '{"keys":[]}' };
  // @ts-expect-error somebody issued the tokens
  const nobody: JwtRule = { audiences: ['b'] };
  // @ts-expect-error inline keys do not say who
  const keys: JwtRule = { jwks: '{"keys":[]}' };
  // @ts-expect-error a header has a name
  const header: JwtRule = { issuer: 'a', fromHeaders: [{ prefix: 'Bearer ' }] };
  // @ts-expect-error a header takes a claim
  const claim: JwtRule = { issuer: 'a', outputClaimToHeaders: [{ header: 'x-user' }] };
  // @ts-expect-error names of a closed list are upper case
  const presence: JwtRule = { issuer: 'a', presence: 'required' };
  // @ts-expect-error a policy is about workloads or about resources
  const targets: RequestAuthenticationSpec = { selector: {}, targetRefs: [] };
  expect([...good, sources, nobody, keys, header, claim, presence, targets]).toHaveLength(10);
});

test('what the constructs take is as narrow', () => {
  const good: RequestAuthenticationProps = { targetRefs: [targetRef.gateway('edge')], issuers: [JwtIssuer.named('a'), { jwksUri: 'https://a' }] };
  // @ts-expect-error a policy is about workloads or about resources
  const targets: RequestAuthenticationProps = { workload: { labels: { app: 'a' } }, targetRefs: [targetRef.service('a')] };
  // @ts-expect-error an issuer is made by JwtIssuer
  const bare: RequestAuthenticationProps = { issuers: ['https://a'] };
  // @ts-expect-error keys come from one place
  const sources: JwtIssuerOptions = { jwksUri: 'https://a', jwks: '{"keys":[]}' };
  // @ts-expect-error private keys stay where they are
  const secret: JsonWebKeySet = { keys: [{ kty: 'RSA', n: '4w', e: 'AQAB', d: '4w' }] };
  // @ts-expect-error a symmetric key is none to show
  const symmetric: JsonWebKeySet = { keys: [{ kty: 'oct', k: '4w' }] };
  // @ts-expect-error a point has two coordinates
  const point: JsonWebKeySet = { keys: [{ kty: 'EC', crv: 'P-256', x: '4w' }] };
  expect([good, targets, bare, sources, secret, symmetric, point]).toHaveLength(7);
});
