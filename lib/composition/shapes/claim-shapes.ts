import type { BehaviourClaim, Contribution, PolicyClaim, RouteException, Share } from '../contribution';
import type { Behaviours } from '../leaves/behaviours';
import { BEHAVIOUR_SHAPES } from '../leaves/behaviour-shapes';
import type { Policy } from '../leaves/policy';
import { POLICY_SHAPES } from '../leaves/policy-shapes';
import type { Outcome, Redirect } from '../outcome';
import { requestMatch } from './match-shape';
import { anyText, fields, listOf, mapOf, oneOf, optional, percentageInTenths, type Shape, text, variants, whole } from './shape';

/** What a pattern claims about a host. */
export type Claims = Pick<Contribution, 'shares' | 'exceptions' | 'behaviours' | 'policies'>;

const redirect: Shape<Redirect> = fields<Redirect>({
  path: optional(text),
  prefix: optional(fields<NonNullable<Redirect['prefix']>>({ from: anyText, to: anyText })),
  authority: optional(text),
  scheme: optional(oneOf('http', 'https')),
  port: optional(whole(1, 65535)),
  status: optional(whole(300, 399)),
});

type OutcomeOf<Kind extends Outcome['kind']> = Extract<Outcome, { readonly kind: Kind }>;

const outcome: Shape<Outcome> = variants<'kind', Outcome>('kind', {
  shares: fields<OutcomeOf<'shares'>>({ kind: oneOf('shares') }),
  version: fields<OutcomeOf<'version'>>({ kind: oneOf('version'), version: text }),
  service: fields<OutcomeOf<'service'>>({
    kind: oneOf('service'), host: text, port: whole(1, 65535), protocol: optional(text), version: optional(text),
  }),
  redirect: fields<OutcomeOf<'redirect'>>({ kind: oneOf('redirect'), redirect }),
  response: fields<OutcomeOf<'response'>>({ kind: oneOf('response'), status: whole(200, 599), body: optional(anyText) }),
  delegate: fields<OutcomeOf<'delegate'>>({ kind: oneOf('delegate'), name: text, namespace: text }),
});

const strength = optional(oneOf('explicit', 'needed', 'default'));

/** The claims that a pattern can make. */
export const claimsShape: Shape<Claims> = fields<Claims>({
  shares: optional(listOf(fields<Share>({ version: text, percent: percentageInTenths, setCookie: optional(text) }), 1)),
  exceptions: optional(listOf(fields<RouteException>({
    name: text, when: listOf(requestMatch), then: outcome, beforePins: optional(oneOf(true)), sticky: optional(oneOf(true)),
  }))),
  behaviours: optional(listOf(fields<BehaviourClaim>({
    name: text,
    when: optional(listOf(requestMatch)),
    orderBy: optional(listOf(requestMatch)),
    behaviours: fields<Behaviours>(BEHAVIOUR_SHAPES),
    strength,
  }))),
  policies: optional(listOf(fields<PolicyClaim>({
    version: optional(text), port: optional(text), clients: optional(mapOf(anyText)), policy: fields<Policy>(POLICY_SHAPES), strength,
  }))),
});
