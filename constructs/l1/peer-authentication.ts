import type { Construct } from 'constructs';
import type { PeerAuthenticationSpec } from '../../lib/kinds/peer-authentication/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioPeerAuthentication} takes. */
export type IstioPeerAuthenticationProps = IstioObjectProps<PeerAuthenticationSpec>;

/**
 * A PeerAuthentication as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @example
 * new IstioPeerAuthentication(chart, 'default', { spec: { mtls: { mode: 'STRICT' } } });
 */
export class IstioPeerAuthentication extends IstioObject<PeerAuthenticationSpec> {
  public constructor(scope: Construct, id: string, props: IstioPeerAuthenticationProps) {
    super(scope, id, 'PeerAuthentication', props);
  }
}
