import { markCopy } from '../../lib/core/package-copy';
import type { ClaimToHeader, JwtHeader, JwtRule, JwtRuleFields } from '../../lib/kinds/request-authentication/api';
import type { AtMostOne } from '../../lib/values/types';
import { translate } from '../core/translate';
import type { JsonWebKeySet } from './json-web-key-set';

/** Where the keys of an issuer come from. */
export interface JwtKeysOptions {
  /** An http:// or https:// URL, from which the keys are fetched again from time to time. */
  readonly jwksUri: string;
  /** The keys themselves, as the issuer publishes them; a new key of the issuer needs a new resource. */
  readonly jwks: JsonWebKeySet | string;
}

/** Which tokens of an issuer are believed, where a request carries them, and what the workload sees of them. */
export interface JwtOptions extends Pick<
  JwtRuleFields,
  'audiences' | 'fromParams' | 'fromCookies' | 'forwardOriginalToken' | 'outputPayloadToHeader' | 'timeout' | 'spaceDelimitedClaims' | 'presence'
> {
  /**
   * Headers that carry the token: the name alone, or with what stands before the token.
   *
   * @default - `Authorization: Bearer …` and then the query parameter `access_token`, when no parameter and no cookie is given either
   */
  readonly fromHeaders?: readonly (string | JwtHeader)[];
  /** Headers that take single claims to the workload: `{ 'x-user': 'sub' }`. */
  readonly outputClaimToHeaders?: Readonly<Record<string, string>>;
}

/** What {@link JwtIssuer.named} takes; without keys, they come from the address in the issuer's OpenID discovery document. */
export type JwtIssuerOptions = JwtOptions & AtMostOne<JwtKeysOptions>;

/**
 * Who issues tokens, and which of them are believed.
 *
 * @example
 * const login = JwtIssuer.named('https://login.example.com', {
 *   audiences: ['shop'], fromCookies: ['session'], outputClaimToHeaders: { 'x-user': 'sub' },
 * });
 * login.principal('alice'); // => 'https://login.example.com/alice'
 */
export class JwtIssuer {
  static {
    markCopy(this.prototype);
  }

  /**
   * The issuer that the `iss` claim of tokens names.
   *
   * @param issuer the claim as it stands in the tokens
   */
  public static named(issuer: string, options: JwtIssuerOptions = {}): JwtIssuer {
    return new JwtIssuer(issuer, options);
  }

  private constructor(
    /** The `iss` claim of the tokens. */
    public readonly issuer: string,
    private readonly options: JwtIssuerOptions,
  ) {}

  /**
   * Who a token of this issuer is for, as the `requestPrincipals` of an AuthorizationPolicy have it.
   *
   * @param subject the `sub` claim; unset: whoever it is
   */
  public principal(subject = '*'): string {
    return `${this.issuer}/${subject}`;
  }

  /** The rule in Istio's words, for use with {@link IstioRequestAuthentication}. */
  public toSpec(): JwtRule {
    const { jwks, fromHeaders, outputClaimToHeaders, ...rest } = this.options;
    const withKeys = translate({ issuer: this.issuer, ...rest }, 'jwks', jwks, 'jwks', keysAsText);
    const withHeaders = translate(withKeys, 'fromHeaders', fromHeaders, 'fromHeaders', headers);
    return translate(withHeaders, 'outputClaimToHeaders', outputClaimToHeaders, 'outputClaimToHeaders', claims) as JwtRule;
  }
}

/** Keys as JSON; what has none goes through as it is, for the check to see. */
function keysAsText(jwks: unknown): unknown {
  if (typeof jwks !== 'object' || jwks === null) return jwks;
  try {
    return JSON.stringify(jwks);
  } catch {
    return jwks;
  }
}

function headers(given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  return given.map((header: unknown) => (typeof header === 'string' ? { name: header } satisfies JwtHeader : header));
}

function claims(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.entries(given).filter(([, claim]) => claim !== undefined)
    .map(([header, claim]) => ({ header, claim: claim as string }) satisfies ClaimToHeader);
}
