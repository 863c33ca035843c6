import type { Construct } from 'constructs';
import type { RequestAuthenticationSpec } from '../../lib/kinds/request-authentication/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioRequestAuthentication} takes. */
export type IstioRequestAuthenticationProps = IstioObjectProps<RequestAuthenticationSpec>;

/**
 * A RequestAuthentication as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 * @example
 * new IstioRequestAuthentication(chart, 'login', {
 *   spec: { jwtRules: [{ issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/keys' }] },
 * });
 */
export class IstioRequestAuthentication extends IstioObject<RequestAuthenticationSpec> {
  public constructor(scope: Construct, id: string, props: IstioRequestAuthenticationProps) {
    super(scope, id, 'RequestAuthentication', props);
  }
}
