import type { Construct } from 'constructs';
import type { JwtRule, RequestAuthenticationSpec } from '../../lib/kinds/request-authentication/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { type PolicyTargetProps, withTarget } from '../core/policy-target';
import { IstioRequestAuthentication } from '../l1/request-authentication';
import { JwtIssuer, type JwtIssuerOptions } from './jwt-issuer';

/** Whose tokens are believed. */
export interface RequestAuthenticationOptions extends IstioResourceProps {
  /**
   * The issuers, each once; a rule in Istio's own words where an issuer has no name.
   *
   * @default - those that are added
   */
  readonly issuers?: readonly (JwtIssuer | JwtRule)[];
}

/** What {@link RequestAuthentication} takes. */
export type RequestAuthenticationProps = RequestAuthenticationOptions & PolicyTargetProps;

/**
 * Which tokens (JWT) workloads believe. It refuses requests with a bad token and lets those without any pass. Where a request has to have
 * one, write an AuthorizationPolicy with `requestPrincipals`.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 * @example
 * const login = JwtIssuer.named('https://login.example.com', { jwksUri: 'https://login.example.com/keys', audiences: ['shop'] });
 * new RequestAuthentication(chart, 'login', { workload: { labels: { app: 'shop' } }, issuers: [login] });
 */
export class RequestAuthentication extends IstioResource<RequestAuthenticationSpec> {
  public readonly resource: IstioRequestAuthentication;
  private readonly props: RequestAuthenticationProps;
  private readonly added: JwtIssuer[] = [];

  public constructor(scope: Construct, id: string, props: RequestAuthenticationProps = {}) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioRequestAuthentication(this, 'Resource', this._l1Props(props));
  }

  /**
   * Believes tokens of one more issuer.
   *
   * @param issuer the `iss` claim as it stands in the tokens
   */
  public addIssuer(issuer: string, options: JwtIssuerOptions = {}): JwtIssuer {
    const added = JwtIssuer.named(issuer, options);
    this._recordAppended(['spec', 'jwtRules'], this.props.issuers, this.added.length);
    this.added.push(added);
    return added;
  }

  /** @internal */
  protected _toSpec(): RequestAuthenticationSpec {
    const { metadata: _, issuers, ...rest } = this.props;
    return { ...withTarget(rest), ...(issuers === undefined && this.added.length === 0 ? {} : { jwtRules: this.rules(issuers ?? []) }) };
  }

  /** What is no list goes through as it is, for the check to see. */
  private rules(issuers: readonly (JwtIssuer | JwtRule)[]): readonly JwtRule[] {
    if (!Array.isArray(issuers)) return issuers;
    return [...issuers, ...this.added].map((issuer) => (issuer instanceof JwtIssuer ? issuer.toSpec() : issuer));
  }
}
