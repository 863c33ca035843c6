import { Construct, type IConstruct } from 'constructs';
import type { Path } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import type { HttpRoute, VirtualServiceSpec } from '../../lib/kinds/virtual-service/api';
import type { Delegate } from '../../lib/kinds/virtual-service/api-action';
import type { TcpRoute, TlsRoute } from '../../lib/kinds/virtual-service/api-connection';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { refuse } from '../core/refuse';
import { referenceRules } from '../core/reference-rules';
import type { Viewpoint } from '../core/route-target';
import { assertSameApp } from '../core/same-app';
import { IstioVirtualService } from '../l1/virtual-service';
import { assertConnectionRoute, connectionRouteSpec, type TcpRouteOptions, type TlsRouteOptions } from './connection-route';
import { DelegateVirtualService } from './delegate-virtual-service';
import { assertGateways, type GatewayReference, gatewayNames } from './gateways';
import {
  assertHttpRoute, type DelegateHttpRouteOptions, type HttpForward, type HttpRouteOf, httpRouteSpec, type NoneOf,
} from './http-route';
import { RouteList } from './route-list';
import { named } from './written-once';

/** A VirtualService without hosts that is made elsewhere. */
export interface DelegateName extends Delegate {
  /** `metadata.name` of the VirtualService. */
  readonly name: string;
}

/** Where requests are forwarded, or who says so. */
export interface HttpForwardOrDelegate extends HttpForward {
  /** Puts the routes of a VirtualService without hosts in the place of this route. */
  readonly delegate: DelegateVirtualService | DelegateName & NoneOf<IConstruct>; // a VirtualService has a name too, and is no delegate
}

/** A route for HTTP: it forwards, redirects, answers or delegates, and does exactly one of these. */
export type HttpRouteOptions = HttpRouteOf<HttpForwardOrDelegate>;

/** What {@link VirtualService} takes. */
export interface VirtualServiceProps extends IstioResourceProps {
  /**
   * The hosts that clients ask for, at least one. A name without dots means a service in the resource's own namespace; a leading `*.`
   * covers all names below; a bare `*` is for gateways only.
   */
  readonly hosts: readonly string[];
  /**
   * Where the routes hold: gateways, and `GatewayRef.mesh` for all sidecars. With gateways but without the mesh they do not hold inside
   * the mesh.
   *
   * @default - the mesh alone
   */
  readonly gateways?: readonly GatewayReference[];
  /**
   * Namespaces whose proxies see the resource: names, `.` for the own one, `*` for all.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
  /** Routes for HTTP in the order in which they are tried; {@link VirtualService.addHttpRoute} adds to them. */
  readonly http?: readonly HttpRouteOptions[];
  /** Routes for TLS that is not decrypted, in the order in which they are tried; {@link VirtualService.addTlsRoute} adds to them. */
  readonly tls?: readonly TlsRouteOptions[];
  /** Routes for TCP in the order in which they are tried; {@link VirtualService.addTcpRoute} adds to them. */
  readonly tcp?: readonly TcpRouteOptions[];
}

/**
 * Says what happens to the traffic for a host: where it goes, and what is done to it on the way.
 *
 * Routes are tried in order and the first one that matches is taken, so `addHttpRoute` and its like append, and return the
 * VirtualService rather than the route: nothing refers to a route, and the calls read as the list they make.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @example
 * new VirtualService(chart, 'reviews', { hosts: ['reviews'] })
 *   .addHttpRoute('testers', { match: header('end-user').exact('jason'), to: reviews.subset('v2') })
 *   .addHttpRoute('split', { to: [reviews.subset('v1').weighted(90), reviews.subset('v3').weighted(10)], timeout: Duration.seconds(3) });
 */
export class VirtualService extends IstioResource<VirtualServiceSpec> {
  public readonly resource: IstioVirtualService;
  private readonly props: VirtualServiceProps;
  private readonly http: RouteList<HttpRouteOptions>;
  private readonly tls: RouteList<TlsRouteOptions>;
  private readonly tcp: RouteList<TcpRouteOptions>;

  public constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    this.props = { ...props };
    this.http = new RouteList(this.props.http);
    this.tls = new RouteList(this.props.tls);
    this.tcp = new RouteList(this.props.tcp);
    this.resource = new IstioVirtualService(this, 'Resource', this._l1Props(this.props));
    assertGateways(this.props.gateways, this.viewpoint, ['spec', 'gateways']);
    for (const [i, route] of this.http.routes().entries()) this.assertHttp(route, ['spec', 'http', i]);
    for (const [i, route] of this.tls.routes().entries()) this.assertConnection(route, ['spec', 'tls', i]);
    for (const [i, route] of this.tcp.routes().entries()) this.assertConnection(route, ['spec', 'tcp', i]);
  }

  /**
   * Appends a route for HTTP: it is tried after those before it.
   *
   * @param name stands in access logs and Envoy's config; it may be left out
   * @returns the VirtualService, so that routes read as the list they are
   * @throws ConfigError when a target, a gateway or a delegate is none that the route can have
   * @example
   * virtualService
   *   .addHttpRoute('old pages', { match: path.prefix('/v1/'), redirect: { uri: '/', redirectCode: 308 } })
   *   .addHttpRoute({ to: reviews.subset('v1') });
   */
  public addHttpRoute(name: string, options: HttpRouteOptions & { readonly name?: never }): this;
  public addHttpRoute(options: HttpRouteOptions): this;
  public addHttpRoute(first: string | HttpRouteOptions, options?: HttpRouteOptions): this {
    const at = ['spec', 'http', this.http.length];
    const route = named(this, first, options, at);
    this.assertHttp(route, at);
    this.resource._recordSource(at);
    this.http.add(route);
    return this;
  }

  /**
   * Appends a route for TLS that the proxy does not decrypt: it is tried after those before it.
   *
   * @returns the VirtualService, so that routes read as the list they are
   * @throws ConfigError when a target or a gateway is none that the route can have
   * @example
   * new VirtualService(chart, 'pages', { hosts: ['pages.example.com'], gateways: [gateway] })
   *   .addTlsRoute({ match: { sniHosts: ['pages.example.com'] }, to: Destination.host('pages', { port: 443 }) });
   */
  public addTlsRoute(options: TlsRouteOptions): this {
    const at = ['spec', 'tls', this.tls.length];
    this.assertConnection(options, at);
    this.resource._recordSource(at);
    this.tls.add(options);
    return this;
  }

  /**
   * Appends a route for connections that are neither HTTP nor TLS: it is tried after those before it.
   *
   * @returns the VirtualService, so that routes read as the list they are
   * @throws ConfigError when a target or a gateway is none that the route can have
   * @example
   * new VirtualService(chart, 'mysql', { hosts: ['mysql'] })
   *   .addTcpRoute({ match: { port: 3306, sourceLabels: { app: 'report' } }, to: Destination.host('mysql-replica', { port: 3306 }) })
   *   .addTcpRoute({ to: Destination.host('mysql', { port: 3306 }) });
   */
  public addTcpRoute(options: TcpRouteOptions): this {
    const at = ['spec', 'tcp', this.tcp.length];
    this.assertConnection(options, at);
    this.resource._recordSource(at);
    this.tcp.add(options);
    return this;
  }

  /** @internal */
  protected _toSpec(): VirtualServiceSpec {
    const { metadata: _, gateways, http: _http, tls: _tls, tcp: _tcp, ...rest } = this.props;
    const from = this.viewpoint;
    return {
      ...rest,
      gateways: gateways && gatewayNames(gateways, from),
      http: this.http.toSpec((route) => withDelegate(route, from)),
      tls: this.tls.toSpec((route) => connectionRouteSpec<TlsRoute>(route, from)),
      tcp: this.tcp.toSpec((route) => connectionRouteSpec<TcpRoute>(route, from)),
    };
  }

  private get viewpoint(): Viewpoint {
    return { construct: this, namespace: this.namespace };
  }

  private assertHttp(route: HttpRouteOptions, at: Path): void {
    assertHttpRoute(route, this.viewpoint, at, this.props.gateways ?? []);
    const delegate: unknown = (route as Partial<HttpForwardOrDelegate> | undefined)?.delegate;
    if (!Construct.isConstruct(delegate)) return;
    if (!(delegate instanceof DelegateVirtualService)) {
      refuse(this, referenceRules.notADelegate, [...at, 'delegate'], { message: `Expected a VirtualService without hosts, got ${quote(delegate)}` });
    }
    assertSameApp(this, delegate, [...at, 'delegate']);
  }

  private assertConnection(route: TlsRouteOptions | TcpRouteOptions, at: Path): void {
    assertConnectionRoute(route, this.viewpoint, at, this.props.gateways ?? []);
  }
}

function withDelegate(route: HttpRouteOptions, from: Viewpoint): HttpRoute {
  const { delegate, ...rest } = route;
  return { ...httpRouteSpec(rest as DelegateHttpRouteOptions, from), delegate: delegate && delegateSpec(delegate, from) };
}

function delegateSpec(delegate: DelegateVirtualService | DelegateName, from: Viewpoint): Delegate {
  if (!(delegate instanceof DelegateVirtualService)) return delegate;
  const { name, namespace } = delegate;
  return namespace === from.namespace ? { name } : { name, namespace };
}
