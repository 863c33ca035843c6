import { IDLE_BESIDE_FAULT } from '../../kinds/virtual-service/idle-beside-fault';
import type { BehaviourRow } from './behaviour-row';
import { type Cors, corsRow } from './cors';
import { type Fault, faultRow } from './fault';
import { type HeaderValue, requestHeadersRow, responseHeadersRow } from './header';
import { type LeafClaim, leafName, type LeafValue } from './leaf';
import { type Mirror, mirrorKey, mirrorsRow } from './mirror';
import { type Retries, retriesRow } from './retries';
import { type PathRewrite, rewriteAuthorityRow, rewritePathRow } from './rewrite';

/** What happens to requests on a route, beside where they go. */
export interface Behaviours {
  /** The most that a request may take, as a Go duration; `off` for no limit. */
  readonly timeout?: string;
  /** How failed requests are tried again. */
  readonly retries?: Retries;
  /** How requests are broken on purpose. */
  readonly fault?: Fault;
  /** Where requests are mirrored to. */
  readonly mirrors?: readonly Mirror[];
  /** What browsers may do with responses from other origins. */
  readonly cors?: Cors;
  /** How the path of a request is changed before it goes on. */
  readonly rewritePath?: PathRewrite;
  /** The Host that a request goes on with. */
  readonly rewriteAuthority?: string;
  /** Headers of requests that are set, or removed where the value is `null`. */
  readonly requestHeaders?: Readonly<Record<string, HeaderValue>>;
  /** Headers of responses that are set, or removed where the value is `null`. */
  readonly responseHeaders?: Readonly<Record<string, HeaderValue>>;
}

/** Leaves with several members, each of which is claimed by itself: the value of one member. */
interface Families {
  /** Each destination is claimed by itself. */
  mirrors: Mirror;
  /** Each header is claimed by itself. */
  requestHeaders: HeaderValue;
  /** Each header is claimed by itself. */
  responseHeaders: HeaderValue;
}

/** The value that one claim on a leaf has. */
export type BehaviourLeaves = {
  readonly [Leaf in keyof Behaviours]-?: Leaf extends keyof Families ? Families[Leaf] : NonNullable<Behaviours[Leaf]>;
};

/** One claim on a behaviour. */
export type ClaimedBehaviour = LeafClaim<BehaviourLeaves>;

/** A row for each leaf: a leaf without one does not compile. */
export const BEHAVIOUR_ROWS: { readonly [Leaf in keyof BehaviourLeaves]: BehaviourRow<BehaviourLeaves[Leaf]> } = {
  timeout: {
    for: 'requests',
    onResponses: false,
    idleBesideFault: (timeout) => timeout !== 'off' && IDLE_BESIDE_FAULT.timeout(),
    text: (time) => time,
    write: (timeout) => (timeout === 'off' ? {} : { timeout }),
  },
  retries: retriesRow,
  fault: faultRow,
  mirrors: mirrorsRow,
  cors: corsRow,
  rewritePath: rewritePathRow,
  rewriteAuthority: rewriteAuthorityRow,
  requestHeaders: requestHeadersRow,
  responseHeaders: responseHeadersRow,
};

type Members<Value> = readonly (readonly [key: string, value: Value])[];

/** The members of the families, each with the key that it is claimed by. */
const MEMBERS: { readonly [Family in keyof Families]: (all: NonNullable<Behaviours[Family]>) => Members<Families[Family]> } = {
  mirrors: (mirrors) => mirrors.map((mirror) => [mirrorKey(mirror), mirror]),
  requestHeaders: (headers) => Object.entries(headers),
  responseHeaders: (headers) => Object.entries(headers),
};

type AnyValue = BehaviourLeaves[keyof BehaviourLeaves];

/** The leaves that behaviours have a value for, family members one by one. */
export function behaviourValues(behaviours: Behaviours): LeafValue<BehaviourLeaves>[] {
  return (Object.keys(behaviours) as (keyof Behaviours)[]).flatMap((leaf): LeafValue<BehaviourLeaves>[] => {
    const value = behaviours[leaf];
    if (value === undefined) return [];
    const members = (MEMBERS as Readonly<Record<string, ((all: unknown) => Members<AnyValue>) | undefined>>)[leaf];
    if (members === undefined) return [{ leaf, key: '', value: value as AnyValue }];
    return members(value).map(([key, member]) => ({ leaf, key, value: member }));
  });
}

/** The row of a claim, for its value. */
export function behaviourRow<Claim extends Pick<ClaimedBehaviour, 'leaf' | 'value'>>({ leaf }: Claim): BehaviourRow<Claim['value']> {
  return BEHAVIOUR_ROWS[leaf] as BehaviourRow<Claim['value']>;
}

/** A claim's leaf as people name it. */
export function behaviourName(claim: Pick<ClaimedBehaviour, 'leaf' | 'key' | 'value'>): string {
  return leafName(claim.leaf, behaviourRow(claim), claim.key);
}
