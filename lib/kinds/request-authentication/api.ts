import type { GoDuration } from '../../values/go-duration';
import type { AtMostOne, ExactlyOne } from '../../values/types';
import type { PolicyTarget } from '../_shared/policy-target/api';

/**
 * Which tokens (JWT) workloads believe. A request with a token that no rule accepts gets a 401; a request without any token
 * passes, unless an AuthorizationPolicy asks for a principal. All policies that are about a workload hold together.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#RequestAuthentication
 */
export type RequestAuthenticationSpec = RequestAuthenticationFields & PolicyTarget;

/** The settings of a policy, without its target. */
export interface RequestAuthenticationFields {
  /**
   * The tokens that are believed, at most 4096 rules. A token is accepted when the rule of its issuer accepts it.
   *
   * @default - no token is looked at
   */
  readonly jwtRules?: readonly JwtRule[];
}

/**
 * The tokens of one issuer: named by `issuer`, or by the address of its keys alone.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export type JwtRule = JwtRuleFields & (JwtOfIssuer | JwtOfAnyIssuer);

/** Tokens whose `iss` claim is the issuer. */
export type JwtOfIssuer = JwtIssuerName & AtMostOne<JwtKeySources>;

/** Tokens of any issuer that are signed by the keys at an address; istiod refuses a rule with neither. */
export type JwtOfAnyIssuer = ExactlyOne<Pick<JwtKeySources, 'jwksUri' | 'jwks_uri'>> & NoIssuer;

/** Who issued the tokens. */
export interface JwtIssuerName {
  /** What the `iss` claim of a token has to be, such as `https://accounts.example.com`; not empty. */
  readonly issuer: string;
}

/** A rule that does not name the issuer of its tokens. */
export interface NoIssuer {
  /** Without an issuer, any `iss` claim will do; the keys then have to come from an address. */
  readonly issuer?: never;
  /** Keys that are written down need an issuer beside them. */
  readonly jwks?: never;
}

/** Where the issuer's public keys come from. Unset: from the address that the issuer's OpenID discovery document names. */
export interface JwtKeySources {
  /** An http:// or https:// URL of 1 to 2048 characters, from which the keys are fetched again from time to time. */
  readonly jwksUri: string;
  /**
   * The same under its older name.
   *
   * @deprecated write `jwksUri`
   */
  readonly jwks_uri: string;
  /** The keys themselves: a JSON Web Key Set, or a single key, as JSON text. Public keys only; istiod warns about private ones. */
  readonly jwks: string;
}

/** The settings of a rule for the tokens of any issuer. */
export interface JwtRuleFields {
  /**
   * Of which the `aud` claim of a token has to have one; none of them empty.
   *
   * @default - the audience of a token is not looked at
   */
  readonly audiences?: readonly string[];
  /**
   * Headers that carry the token. A request with tokens in several places is not supported: which of them counts is undefined.
   *
   * @default - `Authorization: Bearer …` and then the query parameter `access_token`, when `fromParams` and `fromCookies` are unset too
   */
  readonly fromHeaders?: readonly JwtHeader[];
  /** Query parameters that carry the token, by their names; none of them empty. */
  readonly fromParams?: readonly string[];
  /** Cookies that carry the token, by their names; none of them empty. */
  readonly fromCookies?: readonly string[];
  /**
   * Whether the token goes on to the workload.
   *
   * @default false
   */
  readonly forwardOriginalToken?: boolean;
  /**
   * Header that takes the claims of an accepted token to the workload, as JSON in URL-safe base64.
   *
   * @default - the claims are not handed on
   */
  readonly outputPayloadToHeader?: string;
  /** Headers that take single claims of an accepted token to the workload. No two rows may have the same header. */
  readonly outputClaimToHeaders?: readonly ClaimToHeader[];
  /**
   * Longest wait for the keys; whole milliseconds, 1ms at least.
   *
   * @default '5s'
   */
  readonly timeout?: GoDuration;
  /**
   * Claims that hold several values with spaces between them, so that an AuthorizationPolicy can match one of the values; at most 64, none
   * of them empty. Nested claims have dots: `provider.login.scope`. Needs Istio 1.28.
   *
   * @default - `scope` and `permission`, which always count
   */
  readonly spaceDelimitedClaims?: readonly string[];
  /**
   * OPTIONAL: a request without a token passes. REQUIRED: it does not. Needs Istio 1.32.
   *
   * @default 'OPTIONAL'
   */
  readonly presence?: JwtPresence;
}

/** Whether a request may come without a token. */
export type JwtPresence = 'OPTIONAL' | 'REQUIRED';

/**
 * A header that carries the token.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTHeader
 */
export interface JwtHeader {
  /** The header's name; not empty. */
  readonly name: string;
  /**
   * What stands before the token in the header, with its space: `"Bearer "`.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/**
 * A header that takes a claim of the token to the workload.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#ClaimToHeader
 */
export interface ClaimToHeader {
  /** The header's name: letters, digits, hyphens and underscores. */
  readonly header: string;
  /** The claim, text, number or boolean; nested ones have dots: `realm.name`. */
  readonly claim: string;
}
