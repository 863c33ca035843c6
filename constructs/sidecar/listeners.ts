import { markCopy } from '../../lib/core/package-copy';
import type { ConnectionPoolSettings } from '../../lib/kinds/_shared/connection-pool/api';
import type { ServerTlsSettings } from '../../lib/kinds/_shared/server-tls/api';
import type { CaptureMode, SidecarEgressListener, SidecarIngressListener } from '../../lib/kinds/sidecar/api';

/** A port of the proxy. */
export interface ListenerPort {
  /** 1 to 65535. */
  readonly number: number;
  /**
   * HTTP, HTTPS, HTTP2, GRPC, TLS, TCP, MONGO, REDIS, MYSQL …
   *
   * @default - the proxy finds out by looking at the traffic
   */
  readonly protocol?: string;
  /** A name, of letters, digits and hyphens. */
  readonly name?: string;
}

/** How an ingress listener takes and forwards connections. */
export interface IngressListenerOptions {
  /**
   * Where connections go: see {@link Endpoint}.
   *
   * @default - the address and port that the client asked for
   */
  readonly defaultEndpoint?: string;
  /**
   * IP address to listen on.
   *
   * @default - the addresses of the workload
   */
  readonly bind?: string;
  /**
   * How connections come to the listener.
   *
   * @default 'DEFAULT', as the mesh does it
   */
  readonly captureMode?: CaptureMode;
  /** TLS that the proxy ends for clients outside the mesh; HTTPS and TLS ports only. */
  readonly tls?: ServerTlsSettings;
  /** Limits on the connections of this listener. */
  readonly connectionPool?: ConnectionPoolSettings;
}

/**
 * A port that the proxy accepts connections on.
 *
 * @example
 * IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080) });
 */
export class IngressListener {
  static {
    markCopy(this.prototype);
  }

  /** Accepts connections on a port. */
  public static on(port: ListenerPort, options: IngressListenerOptions = {}): IngressListener {
    return new IngressListener({ port, ...options });
  }

  private constructor(private readonly spec: SidecarIngressListener) {}

  /** The listener in Istio's words, for use with {@link IstioSidecar}. */
  public toSpec(): SidecarIngressListener {
    return this.spec;
  }
}

/** What an egress listener serves, and how. */
export interface EgressListenerOptions {
  /** The services to import: see {@link HostScope}. */
  readonly hosts: readonly string[];
  /**
   * IP address to listen on.
   *
   * @default - the addresses of the services, or 127.0.0.1 when the capture mode is NONE
   */
  readonly bind?: string;
  /**
   * How connections come to the listener.
   *
   * @default 'DEFAULT', as the mesh does it
   */
  readonly captureMode?: CaptureMode;
}

/** How an application reaches services through a unix socket. */
export interface SocketListenerOptions {
  /** The services to import: see {@link HostScope}. */
  readonly hosts: readonly string[];
  /**
   * The protocol that the application uses.
   *
   * @default - the proxy finds out by looking at the traffic
   */
  readonly protocol?: string;
  /** A name, of letters, digits and hyphens. */
  readonly name?: string;
  /**
   * How connections come to the listener; a socket cannot be captured.
   *
   * @default 'DEFAULT', as the mesh does it
   */
  readonly captureMode?: Exclude<CaptureMode, 'IPTABLES'>;
}

/**
 * Which services a workload may reach, and through what.
 *
 * @example
 * EgressListener.catchAll([HostScope.own(), HostScope.namespace('istio-system')]);
 */
export class EgressListener {
  static {
    markCopy(this.prototype);
  }

  /** Serves the imported services that have this port. */
  public static on(port: ListenerPort, options: EgressListenerOptions): EgressListener {
    return new EgressListener({ port, ...options }, false);
  }

  /** Serves the imported services on a unix socket, by its absolute path or by `@name` for an abstract one. */
  public static unixSocket(path: string, options: SocketListenerOptions): EgressListener {
    const { protocol, name, ...rest } = options;
    const port = { number: 0, ...(protocol === undefined ? {} : { protocol }), ...(name === undefined ? {} : { name }) };
    return new EgressListener({ port, bind: `unix://${path}`, ...rest }, false);
  }

  /** Serves every port of the imported services that no other listener serves. A Sidecar has one at most, and writes it last. */
  public static catchAll(hosts: readonly string[], options: Omit<EgressListenerOptions, 'hosts'> = {}): EgressListener {
    return new EgressListener({ hosts, ...options }, true);
  }

  private constructor(
    private readonly spec: SidecarEgressListener,
    /** True for the one without a port. @internal */
    public readonly _last: boolean,
  ) {}

  /** The listener in Istio's words, for use with {@link IstioSidecar}. */
  public toSpec(): SidecarEgressListener {
    return this.spec;
  }
}
