import type { Construct } from 'constructs';
import type { VirtualServiceSpec } from '../../lib/kinds/virtual-service/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import type { Viewpoint } from '../core/route-target';
import { IstioVirtualService } from '../l1/virtual-service';
import { assertHttpRoute, type DelegateHttpRouteOptions, httpRouteSpec } from './http-route';
import { RouteList } from './route-list';
import { named } from './written-once';

/** What {@link DelegateVirtualService} takes. */
export interface DelegateVirtualServiceProps extends IstioResourceProps {
  /** Routes in the order in which they are tried; {@link DelegateVirtualService.addHttpRoute} adds to them. */
  readonly http?: readonly DelegateHttpRouteOptions[];
  /**
   * Namespaces whose VirtualServices may lead here: names, `.` for the own one, `*` for all.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
}

/**
 * Routes without a host, which other VirtualServices put in the place of a route of theirs: so that one team owns a host, and
 * others own what is below a path of it.
 *
 * A request has to match here and there. What the route there says besides its match holds for those here that do not say it themselves.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 * @example
 * const shop = new Chart(new App(), 'shop', { namespace: 'shop' });
 * const cart = new DelegateVirtualService(shop, 'cart-routes')
 *   .addHttpRoute('cart', { to: Destination.host('cart.shop.svc.cluster.local'), timeout: '3s' });
 * const edge = new Chart(App.of(shop), 'edge', { namespace: 'istio-ingress' });
 * new VirtualService(edge, 'shop', { hosts: ['shop.example.com'], gateways: [GatewayRef.named('edge')] })
 *   .addHttpRoute('cart', { match: path.prefix('/cart'), delegate: cart });
 */
export class DelegateVirtualService extends IstioResource<VirtualServiceSpec> {
  public readonly resource: IstioVirtualService;
  private readonly props: DelegateVirtualServiceProps;
  private readonly http: RouteList<DelegateHttpRouteOptions>;

  public constructor(scope: Construct, id: string, props: DelegateVirtualServiceProps = {}) {
    super(scope, id);
    this.props = { ...props };
    this.http = new RouteList(props.http);
    this.resource = new IstioVirtualService(this, 'Resource', this._l1Props(this.props));
    for (const [i, route] of this.http.routes().entries()) assertHttpRoute(route, this.viewpoint, ['spec', 'http', i]);
  }

  /**
   * Appends a route: it is tried after those before it.
   *
   * @returns the construct, so that routes read as the list they are
   * @throws ConfigError when a target is none
   */
  public addHttpRoute(name: string, options: DelegateHttpRouteOptions & { readonly name?: never }): this;
  public addHttpRoute(options: DelegateHttpRouteOptions): this;
  public addHttpRoute(first: string | DelegateHttpRouteOptions, options?: DelegateHttpRouteOptions): this {
    const at = ['spec', 'http', this.http.length];
    const route = named(this, first, options, at);
    assertHttpRoute(route, this.viewpoint, at);
    this.resource._recordSource(at);
    this.http.add(route);
    return this;
  }

  /** @internal */
  protected _toSpec(): VirtualServiceSpec {
    const { metadata: _, http: _http, ...rest } = this.props;
    const from = this.viewpoint;
    return { ...rest, http: this.http.toSpec((route) => httpRouteSpec(route, from)) };
  }

  private get viewpoint(): Viewpoint {
    return { construct: this, namespace: this.namespace };
  }
}
