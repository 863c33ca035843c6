import type { Construct } from 'constructs';
import type { GatewayServer, GatewaySpec } from '../../lib/kinds/gateway/api';
import { GatewayRef, type IGateway } from '../core/gateway-ref';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { IstioGateway } from '../l1/gateway';
import { Server } from './server';

/** What {@link Gateway} takes. */
export interface GatewayProps extends IstioResourceProps {
  /** Labels of the gateway's pods, in whatever namespace they run; `{}` means every gateway of the mesh. */
  readonly selector: Readonly<Record<string, string>>;
  /** The ports that it serves. One is needed by the time the manifest is written: see {@link Gateway.addServer}. */
  readonly servers?: readonly Server[];
}

/**
 * What enters or leaves the mesh through the pods of a gateway: ports, hosts and TLS. The routes that bind to it decide where it goes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @example
 * const edge = new Gateway(chart, 'edge', {
 *   selector: { istio: 'ingressgateway' },
 *   servers: [Server.https({ hosts: ['shop.example.com'], credentialName: 'shop-tls' })],
 * });
 * new VirtualService(chart, 'shop', { hosts: ['shop.example.com'], gateways: [edge] })
 *   .addHttpRoute('all', { to: reviews.subset('v1') });
 */
export class Gateway extends IstioResource<GatewaySpec> implements IGateway {
  public readonly resource: IstioGateway;
  private readonly props: GatewayProps;
  private readonly added: Server[] = [];

  public constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    this.props = { ...props };
    this.resource = new IstioGateway(this, 'Resource', this._l1Props(this.props));
  }

  /** The gateway as routes refer to it. */
  public get ref(): GatewayRef {
    return new GatewayRef(this.name, this.namespace, this);
  }

  /**
   * Adds a server.
   *
   * @returns the gateway, to add more
   * @example
   * gateway.addServer(Server.tcp({ port: 31400 })).addServer(Server.passthrough({ hosts: ['db.example.com'] }));
   */
  public addServer(server: Server): this {
    this._recordAppended(['spec', 'servers'], this.props.servers, this.added.length);
    this.added.push(server);
    return this;
  }

  /** @internal */
  protected _toSpec(): GatewaySpec {
    const { metadata: _, servers, ...rest } = this.props;
    return { ...rest, servers: this.serverList(servers) };
  }

  private serverList(given: unknown): GatewaySpec['servers'] {
    // What is no list of servers is left as it is, for the check to say so.
    if (given !== undefined && !Array.isArray(given)) return given as GatewaySpec['servers'];
    const servers: unknown[] = [...(given as unknown[] | undefined) ?? [], ...this.added];
    if (given === undefined && servers.length === 0) return undefined;
    const taken = new Set(servers.flatMap((server) => portName(server) ?? []));
    return servers.map((server) => (server instanceof Server ? server._toSpec(taken) : server as GatewayServer));
  }
}

/** The name that was given to the port of a server, whatever made it. */
function portName(server: unknown): string | undefined {
  return server instanceof Server ? server._portName : (server as Partial<GatewayServer> | null)?.port?.name;
}
