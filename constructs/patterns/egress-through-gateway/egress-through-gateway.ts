import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { UpstreamTls } from '../../../lib/composition/leaves/upstream-tls';
import type { Detour } from '../../../lib/composition/contribution';
import type { HostPort } from '../../../lib/composition/host';
import { quote } from '../../../lib/core/quote';
import { isHttpProtocol, isTlsProtocol } from '../../../lib/values/protocol';
import { clientsProblem, type EgressClient, namespaceOfClient } from '../../owners/egress-gateway/egress-client';
import { EgressGateway } from '../../owners/egress-gateway/egress-gateway';
import { egressRules } from '../../owners/egress-gateway/egress-rules';
import { refuse } from '../../core/refuse';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertSameApp } from '../../core/same-app';
import { assertExternal, type ExternalService } from '../../owners/external-service/external-service';
import { authoritiesOf, isObjectName, originate, type TlsServer } from '../tls-origination/origination';

/** TLS from the gateway to the service, without a certificate of the gateway. */
export interface EgressTls extends TlsServer {
  /**
   * ConfigMap with the authorities under `ca.crt`, in the namespace of the gateway.
   *
   * @default - whom the operating system of the gateway's proxy trusts
   */
  readonly caConfigMap?: string;
  /** That is mutual TLS: see {@link EgressMutualTls}. */
  readonly credentialName?: never;
}

/** TLS in which the gateway shows a certificate to the service. */
export interface EgressMutualTls extends TlsServer {
  /** Secret with `tls.crt`, `tls.key` and `ca.crt`, in the namespace of the gateway's pods. */
  readonly credentialName: string;
  /** The authorities are those of the Secret. */
  readonly caConfigMap?: never;
}

/** The TLS from the gateway to the service; `'tls'` stands for all defaults, without a certificate of the gateway. */
export type EgressOrigination = 'tls' | EgressTls | EgressMutualTls;

/** What {@link EgressThroughGateway} takes. */
export interface EgressThroughGatewayProps<PortName extends string = string> {
  /** The service that is called. */
  readonly service: ExternalService<PortName>;
  /** The port that applications call. */
  readonly port: NoInfer<PortName>;
  /** The gateway that calls the service in their stead. */
  readonly gateway: EgressGateway;
  /**
   * Who calls, at least one: names of namespaces, or service accounts of one. They see the service; where the gateway can tell who calls,
   * the others are refused.
   */
  readonly clients: readonly EgressClient[];
  /**
   * The TLS from the gateway to the service, for ports that applications call in the clear.
   *
   * @default - none: what applications send leaves the gateway as it is
   */
  readonly origination?: EgressOrigination;
  /**
   * The connection from sidecars to the gateway. `mutual-tls`: the mesh's mutual TLS, around whatever applications send, so that the
   * gateway knows who calls. `passthrough`, for ports where applications use TLS themselves: that TLS and nothing around it; the gateway
   * sees the server name and not who calls, so that every workload that reaches it may call the service.
   *
   * @default 'mutual-tls'
   */
  readonly hop?: 'mutual-tls' | 'passthrough';
  /**
   * The port of the gateway's Service. A host needs one for each of its ports.
   *
   * @default - the first that the gateway has
   */
  readonly gatewayPort?: number;
}

/** Protocols whose requests HTTP/1.1 cannot carry. */
const HTTP2_ONLY: ReadonlySet<string> = new Set(['GRPC', 'HTTP2']);

/**
 * Routes the traffic to an external service through an egress gateway: sidecars call the gateway with the mesh's mutual TLS, and the
 * gateway calls the service, in the clear, with TLS or with a certificate of its own.
 *
 * On an HTTP port sidecars and gateway see requests. Behaviours of requests, such as those of {@link Resilience}, hold once, at the
 * sidecar, so the gateway retries nothing; policies for the endpoints, such as those of {@link CircuitBreaker}, hold at the gateway. On
 * other ports both see connections. All resources are in the namespace of the gateway, and the chart of the {@link EgressGateway} writes
 * them; the clients see them. Istio cannot force traffic through a gateway; {@link EgressLockdown} can.
 *
 * @throws ConfigError `egress-gateway/wildcard-host` and `egress-gateway/resolution` when the gateway could not find the endpoints
 * @throws ConfigError `tls-origination/already-tls` when applications encrypt themselves on the port
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway-tls-origination/
 * @example
 * const gate = new EgressGateway(chart, 'gate', { namespace: 'egress', service: 'egress', workload: { labels: { istio: 'egress' } } });
 * const bank = new ExternalService(chart, 'bank-api', { host: 'api.bank.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new EgressThroughGateway(chart, 'bank-egress', {
 *   service: bank, port: 'http', gateway: gate,
 *   clients: [{ namespace: 'shop', serviceAccounts: ['checkout'] }],
 *   origination: { credentialName: 'bank-client' },
 * });
 */
export class EgressThroughGateway<PortName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: EgressThroughGatewayProps<PortName>) {
    super(scope, id, props, {
      service: true, port: true, gateway: true, clients: true, origination: true, hop: true, gatewayPort: true,
    } satisfies Record<keyof EgressThroughGatewayProps, true>);
    const { service, port, gateway, clients, origination } = props;
    assertExternal(this, service);
    this.assertGateway(gateway);
    assertSameApp(this, service, ['service']);
    this.assertFindable(service);
    const problem = clientsProblem(clients);
    if (problem) this.refuseOption(['clients', ...problem.at], problem.message);
    const { protocol } = service._port(this, port);
    const sees = this.seenBy(protocol, props.hop);
    const tls = origination === undefined ? undefined : this.originated(service, port, origination);
    const options = { port, gatewayPort: props.gatewayPort ?? gateway._defaultPort, sees, clients, http2: HTTP2_ONLY.has(protocol) };
    const detour: Detour = { port, sees, ...gateway._addDetour(this, service, options) };
    service._moveBehindGateway(this, detour, {
      namespace: gateway.namespace, chart: Chart.of(gateway), clients: clients.map(namespaceOfClient),
    });
    if (tls) service.contribute(this, { policies: [{ port, policy: { tls } }] });
  }

  private assertGateway(gateway: unknown): void {
    if (!(gateway instanceof EgressGateway)) {
      refuse(this, egressRules.notAGateway, ['gateway'], { message: `Expected an EgressGateway, got ${quote(gateway)}` });
    }
    assertSameApp(this, gateway, ['gateway']);
  }

  /** The gateway has to find the endpoints, and what finds them is written anew in its namespace. */
  private assertFindable(service: ExternalService): void {
    const { resolution = 'NONE', workloadSelector } = service._resolution;
    if (service._isWildcard) {
      refuse(this, egressRules.wildcard, ['service'], { message: `Expected one host behind a gateway, got ${quote(service.host)}` });
    }
    if (resolution === 'NONE' || workloadSelector) {
      const got = workloadSelector ? 'a selection of workloads' : 'resolution NONE';
      refuse(this, egressRules.resolution, ['service'], { message: `Expected endpoints that the gateway can find, got ${got}` });
    }
    if (service._hasExportTo) {
      refuse(this, egressRules.whoSees, ['service'], { message: 'Expected the clients of the detour to decide who sees the service, got exportTo' });
    }
  }

  private seenBy(protocol: HostPort['protocol'], hop: unknown = 'mutual-tls'): Detour['sees'] {
    if (hop !== 'mutual-tls' && hop !== 'passthrough') {
      this.refuseOption('hop', `Expected "mutual-tls" or "passthrough", got ${quote(hop)}`);
    }
    if (hop === 'mutual-tls') return isHttpProtocol(protocol) ? 'requests' : 'connections';
    if (isTlsProtocol(protocol)) return 'server names';
    return this.refuseOption('hop', `Expected "mutual-tls" on a port with ${protocol}, got "passthrough"`,
      'take hop out: what is not encrypted would reach the gateway in the clear');
  }

  private originated(service: ExternalService, port: string, origination: EgressOrigination): UpstreamTls {
    const options = origination === 'tls' ? {} : origination;
    if (typeof options !== 'object' || options === null || Array.isArray(options)) {
      this.refuseOption('origination', `Expected "tls" or the options of it, got ${quote(options)}`);
    }
    assertOptions(this, options, {
      targetPort: true, sni: true, subjectAltNames: true, credentialName: true, caConfigMap: true,
    } satisfies Record<keyof EgressTls | keyof EgressMutualTls, true>, ['origination']);
    const { credentialName, caConfigMap } = options;
    for (const [option, value] of Object.entries({ credentialName, caConfigMap })) {
      if (value !== undefined && !isObjectName(value)) this.refuseOption(['origination', option], `Expected a name, got ${quote(value)}`);
    }
    if (credentialName !== undefined && caConfigMap !== undefined) {
      this.refuseOption(['origination', 'caConfigMap'], 'Expected authorities from one place, got caConfigMap beside a Secret, whose ca.crt is used');
    }
    const server = originate(this, service, port, options, 'origination');
    if (credentialName !== undefined) return { kind: 'mutual', ...server, credential: credentialName };
    return { kind: 'simple', ...server, ...(caConfigMap === undefined ? {} : authoritiesOf({ caConfigMap })) };
  }
}
