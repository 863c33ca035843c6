import { markCopy } from '../../lib/core/package-copy';
import type { ServerTlsMode } from '../../lib/kinds/_shared/server-tls/api';
import type { GatewayServer } from '../../lib/kinds/gateway/api';
import { isUnixAddress } from '../../lib/values/unix-socket';
import { formerNames } from '../core/former-names';
import type {
  AutoPassthroughServerOptions, HttpServerOptions, IstioMutualTlsServerOptions, MutualTlsServerOptions,
  PassthroughServerOptions, SimpleTlsServerOptions, TcpServerOptions,
} from './server-options';

/**
 * A port of a {@link Gateway}: which hosts it serves there, and with which TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 * @example
 * new Gateway(chart, 'edge', {
 *   selector: { istio: 'ingressgateway' },
 *   servers: [
 *     Server.httpsRedirect({ hosts: ['shop.example.com'] }),
 *     Server.https({ hosts: ['shop.example.com'], credentialName: 'shop-tls' }),
 *   ],
 * });
 */
export class Server {
  static {
    markCopy(this.prototype);
  }

  /** Serves HTTP in the clear. */
  public static http(options: HttpServerOptions): Server {
    return Server.of(options, { port: 80, protocol: 'HTTP' });
  }

  /** Answers every HTTP request with a redirect to the same place over https. */
  public static httpsRedirect(options: HttpServerOptions): Server {
    return Server.of(options, { port: 80, protocol: 'HTTP', tls: { httpsRedirect: true } });
  }

  /** Ends TLS with a certificate of the gateway, as on the web. */
  public static https(options: SimpleTlsServerOptions): Server {
    return Server.ending('SIMPLE', options);
  }

  /** Ends TLS, and serves only clients that show a certificate of a known authority. */
  public static mutualTls(options: MutualTlsServerOptions): Server {
    return Server.ending('MUTUAL', options);
  }

  /**
   * Ends TLS, and serves clients with a certificate of a known authority as well as those without any; who they are is for an
   * AuthorizationPolicy to ask.
   */
  public static optionalMutualTls(options: MutualTlsServerOptions): Server {
    return Server.ending('OPTIONAL_MUTUAL', options);
  }

  /** Ends TLS between proxies of the mesh, with the mesh's own certificates: from sidecars to an egress gateway. */
  public static istioMutualTls(options: IstioMutualTlsServerOptions): Server {
    return Server.ending('ISTIO_MUTUAL', options);
  }

  /** Hands TLS on as it comes, by the server name that the client asks for: see `addTlsRoute` of {@link VirtualService}. */
  public static passthrough(options: PassthroughServerOptions): Server {
    return Server.of(options, { port: 443, protocol: 'TLS', tls: { mode: 'PASSTHROUGH' } });
  }

  /** Hands TLS on to the service that the server name encodes, without routes: between the networks of a mesh. */
  public static autoPassthrough(options: AutoPassthroughServerOptions = {}): Server {
    return Server.of(options, { port: 15443, protocol: 'TLS', hosts: ['*.local'], tls: { mode: 'AUTO_PASSTHROUGH' } });
  }

  /** Serves connections that ask for no host: see `addTcpRoute` of {@link VirtualService}. */
  public static tcp(options: TcpServerOptions): Server {
    return Server.of(options, { protocol: 'TCP', hosts: ['*'] });
  }

  static {
    formerNames(this, 'Server', {
      simpleTls: 'https', simple: 'https', tls: 'https', terminate: 'https', mutual: 'mutualTls', optionalMutual: 'optionalMutualTls',
      istioMutual: 'istioMutualTls', redirect: 'httpsRedirect', tlsPassthrough: 'passthrough',
    });
  }

  private static ending(mode: ServerTlsMode, options: object): Server {
    return Server.of(options, { port: 443, protocol: 'HTTPS' }, mode);
  }

  /** Keys that are not known go to the server, or to its TLS where that has options of its own: the check says what they are. */
  private static of(options: unknown, defaults: Defaults, mode?: ServerTlsMode): Server {
    if (typeof options !== 'object' || options === null || Array.isArray(options)) return new Server(options as GatewayServer);
    const { name, port, portName, protocol = defaults.protocol, bind, hosts = defaults.hosts, tls: given, ...rest } = options as AnyOptions;
    const number = port ?? (typeof bind === 'string' && isUnixAddress(bind) ? 0 : defaults.port);
    return new Server({
      ...(name === undefined ? {} : { name }),
      port: { number, ...(portName === undefined ? {} : { name: portName }), protocol },
      ...(bind === undefined ? {} : { bind }),
      hosts,
      ...(mode === undefined ? { ...placed(defaults.tls, given), ...rest } : placed({ mode, ...rest }, given)),
    } as GatewayServer);
  }

  private constructor(private readonly spec: GatewayServer) {}

  /** The server in Istio's words, for {@link IstioGateway}; alone, its port has the name of its protocol unless it was given one. */
  public toSpec(): GatewayServer {
    return this._toSpec(new Set());
  }

  /** The name that was given to the port. @internal */
  public get _portName(): string | undefined {
    return (this.spec as Partial<GatewayServer> | undefined)?.port?.name;
  }

  /** The server with a port name that is not taken yet, and takes it. @internal */
  public _toSpec(taken: Set<string>): GatewayServer {
    if (typeof this.spec !== 'object' || this.spec === null || this._portName !== undefined) return this.spec;
    const { port } = this.spec;
    const protocol = typeof port.protocol === 'string' ? port.protocol.toLowerCase().replaceAll('_', '-') : 'port';
    const name = freeName(protocol, port.number, taken);
    taken.add(name);
    return { ...this.spec, port: { ...port, name } };
  }
}

/** What a kind of server has where its options leave it open. */
interface Defaults {
  readonly port?: number;
  readonly protocol: string;
  readonly hosts?: readonly string[];
  readonly tls?: GatewayServer['tls'];
}

interface AnyOptions {
  readonly name?: unknown;
  readonly port?: unknown;
  readonly portName?: unknown;
  readonly protocol?: unknown;
  readonly bind?: unknown;
  readonly hosts?: unknown;
  readonly tls?: unknown;
}

/** TLS that a program without types wrote itself: where the server has its own, both are kept for the check to refuse. */
function placed(own: object | undefined, given: unknown): object {
  if (own === undefined) return given === undefined ? {} : { tls: given };
  return { tls: given === undefined ? own : { ...own, tls: given } };
}

/** `https`, `https-8443`, `https-8443-2` …: the first that is free. */
function freeName(protocol: string, number: unknown, taken: ReadonlySet<string>): string {
  const numbered = `${protocol}-${String(number)}`;
  let name = taken.has(protocol) ? numbered : protocol;
  for (let i = 2; taken.has(name); i++) name = `${numbered}-${i}`;
  return name;
}
