import type { Construct } from 'constructs';
import { quote } from '../../../lib/core/quote';
import { Pattern } from '../../core/pattern';
import { assertExternal, type ExternalService } from '../../owners/external-service/external-service';
import { authoritiesOf, isName, isObjectName, originate, type ServerAuthorities, type TlsServer } from './origination';

/** What {@link TlsOrigination} takes. */
export type TlsOriginationProps<PortName extends string = string> = TlsOriginationOptions<PortName> & ServerAuthorities;

/** What {@link TlsOrigination} takes whatever the authorities are. */
export interface TlsOriginationOptions<PortName extends string = string> extends TlsServer {
  /** The service that is called. */
  readonly service: ExternalService<PortName>;
  /** The port that applications call in the clear. HTTP and its kin, or a protocol over TCP that begins with TLS once it is encrypted. */
  readonly port: NoInfer<PortName>;
}

/**
 * Applications send HTTP, and it leaves the pod as HTTPS: the sidecar encrypts it, and verifies the server by its name. So proxies see
 * requests, can route and retry them, and the application has no certificates to keep.
 *
 * `http://api.partner.com` is called on port 443 with TLS; applications that call `https://` themselves are not touched. It takes effect
 * where the requests leave: at the sidecar, or at the gateway of an {@link EgressThroughGateway}. Between an application
 * and its sidecar requests are in the clear, but they do not leave the pod there.
 *
 * @throws ConfigError `tls-origination/already-tls` when applications encrypt themselves on the port
 * @throws ConfigError `tls-origination/fixed-port` when the proxy does not choose the port of the endpoint
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/
 * @example
 * const geo = new ExternalService(chart, 'geo', { host: 'geo.example.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new TlsOrigination(chart, 'geo-tls', { service: geo, port: 'http' });
 * const bank = new ExternalService(chart, 'bank', { host: 'bank.internal', ports: { grpc: { number: 80, protocol: 'GRPC' } } });
 * new TlsOrigination(chart, 'bank-tls', { service: bank, port: 'grpc', targetPort: 8443, caConfigMap: 'bank-authority' });
 */
export class TlsOrigination<PortName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: TlsOriginationProps<PortName>) {
    super(scope, id, props, {
      service: true, port: true, targetPort: true, sni: true, subjectAltNames: true, caCertificates: true, caConfigMap: true,
    } satisfies Record<keyof TlsOriginationProps, true>);
    const { service, port } = props;
    assertExternal(this, service);
    for (const option of ['caCertificates', 'caConfigMap'] as const) {
      const isOne = option === 'caConfigMap' ? isObjectName : isName;
      if (props[option] !== undefined && !isOne(props[option])) this.refuseOption(option, `Expected a name, got ${quote(props[option])}`);
    }
    if (props.caCertificates !== undefined && props.caConfigMap !== undefined) {
      this.refuseOption('caConfigMap', 'Expected authorities from one place, got caCertificates and caConfigMap');
    }
    const server = originate(this, service, port, props, '');
    service.contribute(this, { policies: [{ port, policy: { tls: { kind: 'simple', ...server, ...authoritiesOf(props) } } }] });
  }
}
