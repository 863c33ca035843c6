import type { Construct } from 'constructs';
import type { AuthorizationPolicySpec } from '../../lib/kinds/authorization-policy/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { refuse } from '../core/refuse';
import { type PolicyTargetProps, withTarget } from '../core/policy-target';
import { IstioAuthorizationPolicy } from '../l1/authorization-policy';
import { Access } from './access';
import { policyRules } from './policy-rules';

/** Rules of a policy, at least one. */
export type AccessRules = readonly Access[];

/** What a policy does, exactly one of these, with the requests that it is about. */
export type AuthorizationActionProps =
  | (Pick<AuthorizationActions, 'allow'> & { readonly [K in 'deny' | 'audit' | 'custom' | 'provider']?: never })
  | (Pick<AuthorizationActions, 'deny'> & { readonly [K in 'allow' | 'audit' | 'custom' | 'provider']?: never })
  | (Pick<AuthorizationActions, 'audit'> & { readonly [K in 'allow' | 'deny' | 'custom' | 'provider']?: never })
  | (Pick<AuthorizationActions, 'custom' | 'provider'> & { readonly [K in 'allow' | 'deny' | 'audit']?: never });

/** What a policy can do. */
export interface AuthorizationActions {
  /** Allows these requests. As soon as a workload has one such policy, what no policy allows is refused with 403. */
  readonly allow: AccessRules;
  /** Refuses these requests with 403, whatever else allows them. */
  readonly deny: AccessRules;
  /** Marks these requests for a telemetry plugin. */
  readonly audit: AccessRules;
  /** Asks an external authorizer about these requests. */
  readonly custom: AccessRules;
  /** The external authorizer: the name of an extension provider in the mesh's configuration. */
  readonly provider: string;
}

const ACTIONS = ['allow', 'deny', 'audit', 'custom'];
/** What says what a policy does: Istio's own fields are for programs without types, and would be lost beside the action. */
const PARTS = [...ACTIONS, 'action', 'rules'];

/** What {@link AuthorizationPolicy} takes. */
export type AuthorizationPolicyProps = IstioResourceProps & PolicyTargetProps & AuthorizationActionProps;

/** What policies without rules take. */
export type AuthorizationForAllProps = IstioResourceProps & PolicyTargetProps;

/**
 * Who may do what with a workload.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @example
 * new AuthorizationPolicy(chart, 'orders', {
 *   workload: { labels: { app: 'orders' } },
 *   allow: [Access.from({ serviceAccounts: ['shop/cart'] }).to({ methods: ['GET', 'POST'], ports: [8080] })],
 * });
 */
export class AuthorizationPolicy extends IstioResource<AuthorizationPolicySpec> {
  /**
   * Allows nothing: the base that ALLOW policies then open.
   *
   * @example
   * AuthorizationPolicy.allowNothing(chart, 'default-deny');
   */
  public static allowNothing(scope: Construct, id: string, props: AuthorizationForAllProps = {}): AuthorizationPolicy {
    return new AuthorizationPolicy(scope, id, props as AuthorizationPolicyProps, {});
  }

  /**
   * Allows every request: DENY and CUSTOM policies still hold.
   *
   * @example
   * AuthorizationPolicy.allowEverything(chart, 'open', { workload: { labels: { app: 'status-page' } } });
   */
  public static allowEverything(scope: Construct, id: string, props: AuthorizationForAllProps = {}): AuthorizationPolicy {
    return new AuthorizationPolicy(scope, id, props as AuthorizationPolicyProps, { rules: [{}] });
  }

  public readonly resource: IstioAuthorizationPolicy;

  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps);
  /** @internal */
  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps, fixed?: AuthorizationPolicySpec);
  public constructor(
    scope: Construct, id: string, private readonly props: AuthorizationPolicyProps, private readonly fixed?: AuthorizationPolicySpec,
  ) {
    super(scope, id);
    this.resource = new IstioAuthorizationPolicy(this, 'Resource', this._l1Props(props));
    const given: Readonly<Record<string, unknown>> = { ...props };
    const written = PARTS.filter((key) => given[key] !== undefined);
    const expected = fixed ? 'no rules' : 'allow, deny, audit or custom with rules';
    if (written.length !== (fixed ? 0 : 1) || written.some((key) => !ACTIONS.includes(key))) {
      refuse(this, policyRules.oneAction, ['spec', 'rules'], { message: `Expected ${expected}, got ${written.join(' and ') || 'none of them'}` });
    }
    if (written.some((key) => Array.isArray(given[key]) && given[key].length === 0)) {
      refuse(this, policyRules.oneAction, ['spec', 'rules'], { message: `Expected ${expected}, got ${written[0]}: []` });
    }
  }

  /** @internal */
  protected _toSpec(): AuthorizationPolicySpec {
    const { metadata: _, allow, deny, audit, custom, provider, ...rest } = this.props;
    const actions = [['DENY', deny], ['AUDIT', audit], ['CUSTOM', custom]] as const;
    const [action, rules] = actions.find(([, given]) => given !== undefined) ?? [undefined, allow];
    return {
      ...withTarget(rest),
      ...this.fixed,
      ...(action === undefined ? {} : { action }),
      ...(rules === undefined ? {} : { rules: specsOf(rules) }),
      ...(provider === undefined ? {} : { provider: { name: provider } }),
    } as AuthorizationPolicySpec;
  }
}

/** The rules in Istio's words; what is none goes through, for the check to see. */
function specsOf(rules: unknown): unknown {
  return Array.isArray(rules) ? rules.map((rule: unknown) => (rule instanceof Access ? rule.toSpec() : rule)) : rules;
}
