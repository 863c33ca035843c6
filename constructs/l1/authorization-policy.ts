import type { Construct } from 'constructs';
import type { AuthorizationPolicySpec } from '../../lib/kinds/authorization-policy/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioAuthorizationPolicy} takes. */
export type IstioAuthorizationPolicyProps = IstioObjectProps<AuthorizationPolicySpec>;

/**
 * An AuthorizationPolicy as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @example
 * new IstioAuthorizationPolicy(chart, 'cart', {
 *   spec: { selector: { matchLabels: { app: 'cart' } }, rules: [{ from: [{ source: { namespaces: ['shop'] } }] }] },
 * });
 */
export class IstioAuthorizationPolicy extends IstioObject<AuthorizationPolicySpec> {
  public constructor(scope: Construct, id: string, props: IstioAuthorizationPolicyProps) {
    super(scope, id, 'AuthorizationPolicy', props);
  }
}
