import type {
  PortTrafficPolicySpec, ProxyProtocolVersion, RetryBudget, TrafficPolicySpec, TrafficSettings, TunnelSettings,
} from '../../lib/kinds/_shared/traffic-policy/api';
import { TrafficSettingsBuilder } from './traffic-settings-builder';

/** What {@link TrafficPolicy.tunnel} takes. */
export interface TunnelOptions extends TunnelSettings {
  /**
   * The HTTP method that asks for the tunnel.
   *
   * @default 'CONNECT'
   */
  readonly protocol?: 'CONNECT' | 'POST';
}

/**
 * How proxies treat the traffic to one port: an immutable value. It starts from the settings that the constructor is given, or from none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy
 * @example
 * const plain = new PortTrafficPolicy().tls(Tls.disable());
 * new TrafficPolicy().onPort(8080, plain).onPort(8081, plain);
 */
export class PortTrafficPolicy extends TrafficSettingsBuilder {
  protected readonly spec: TrafficSettings;

  public constructor(settings: TrafficSettings = {}) {
    super();
    this.spec = { ...settings };
  }

  /** The settings in Istio's words; the port itself is not among them. */
  public toSpec(): TrafficSettings {
    return { ...this.spec };
  }
}

/**
 * How proxies treat the traffic to a host or to a subset of it: an immutable value, to be named, shared and extended. It starts from
 * the policy that the constructor is given, or from none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 * @example
 * const house = new TrafficPolicy().outlierDetection({ consecutive5xxErrors: 5, interval: Duration.seconds(10) });
 * new DestinationRule(chart, 'ratings', {
 *   host: 'ratings',
 *   trafficPolicy: house.loadBalancer('RANDOM').onPort(9080, (port) => port.tls(Tls.istioMutual())),
 * });
 */
export class TrafficPolicy extends TrafficSettingsBuilder {
  protected readonly spec: TrafficPolicySpec;

  public constructor(spec: TrafficPolicySpec = {}) {
    super();
    this.spec = { ...spec };
  }

  /**
   * Sets what differs on one port. On that port the host's load balancer, connection pool, outlier detection and TLS do not hold:
   * what the port does not set has Istio's default.
   *
   * @param port number of the port of the service, 1 to 65535
   * @param settings the settings, or a function from what the port has so far to what it shall have
   * @example
   * new TrafficPolicy().onPort(9080, (port) => port.loadBalancer('RANDOM').tls(Tls.istioMutual()));
   */
  public onPort(port: number, settings: PortTrafficPolicy | TrafficSettings | ((port: PortTrafficPolicy) => PortTrafficPolicy)): this {
    const after = typeof settings === 'function' ? settings(new PortTrafficPolicy(this.portSettings(port))) : settings;
    return this.withPorts([{ port: { number: port }, ...(after instanceof PortTrafficPolicy ? after.toSpec() : after) }]);
  }

  /** Carries TCP and TLS connections through the host, an HTTP proxy, to a target behind it. */
  public tunnel(tunnel: TunnelOptions): this {
    return this.copy({ tunnel });
  }

  /** Tells the destination the client's address in a PROXY header, of version 1 by default. Not with a {@link tunnel}. */
  public proxyProtocol(version?: ProxyProtocolVersion): this {
    return this.copy({ proxyProtocol: { version } });
  }

  /** Limits retries in proportion to requests, so that they cannot multiply an outage. Needs Istio 1.27. */
  public retryBudget(budget: RetryBudget): this {
    return this.copy({ retryBudget: budget });
  }

  /**
   * Adds another policy on top. Each block that the other sets (load balancer, connection pool, …) takes the place of ours as a
   * whole, as a subset's does with the host's; ports that the other names take the place of ours with the same number.
   *
   * @example
   * const house = new TrafficPolicy().connectionPool({ tcp: { maxConnections: 100 } }).outlierDetection({});
   * const patient = new TrafficPolicy().connectionPool({ tcp: { connectTimeout: Duration.seconds(30) } });
   * house.extend(patient); // connects for 30 s, with no limit on connections; outlier detection stays
   */
  public extend(other: TrafficPolicy | TrafficPolicySpec): this {
    const { portLevelSettings, ...blocks } = policySpec(other) ?? {};
    const extended = this.copy(blocks);
    return portLevelSettings === undefined ? extended : extended.withPorts(portLevelSettings);
  }

  /** The policy in Istio's words, for {@link IstioDestinationRule}. */
  public toSpec(): TrafficPolicySpec {
    return { ...this.spec };
  }

  private portSettings(port: number): TrafficSettings {
    const { portLevelSettings: entries } = this.spec;
    const entry = Array.isArray(entries) ? entries.find((candidate) => samePort(candidate, { port: { number: port } })) : undefined;
    const { port: _, ...settings } = entry ?? {};
    return settings;
  }

  private withPorts(ports: readonly PortTrafficPolicySpec[]): this {
    const before = this.spec.portLevelSettings ?? [];
    // What is no list is left as it is, for the check to say so.
    if (!Array.isArray(before)) return this;
    if (!Array.isArray(ports)) return this.copy({ portLevelSettings: ports });
    return this.copy({
      portLevelSettings: [
        ...before.map((ours: PortTrafficPolicySpec) => ports.find((theirs) => samePort(ours, theirs)) ?? ours),
        ...ports.filter((theirs) => !before.some((ours) => samePort(ours, theirs))),
      ],
    });
  }
}

function samePort(a: PortTrafficPolicySpec | null, b: PortTrafficPolicySpec | null): boolean {
  return a?.port?.number !== undefined && a.port.number === b?.port?.number;
}

/** A policy, built or raw, in Istio's words. @internal */
export function policySpec(policy: TrafficPolicy | TrafficPolicySpec | undefined): TrafficPolicySpec | undefined {
  return policy instanceof TrafficPolicy ? policy.toSpec() : policy;
}
