import { markCopy } from '../../lib/core/package-copy';
import type { ClientTlsSettings } from '../../lib/kinds/_shared/client-tls/api';
import type { ConnectionPoolSettings } from '../../lib/kinds/_shared/connection-pool/api';
import type { ConsistentHash, ConsistentHashTable } from '../../lib/kinds/_shared/consistent-hash/api';
import type {
  BackendUtilization, LoadBalancerAlgorithm, LoadBalancerCommon, LoadBalancerSettings, SimpleLoadBalancer, Warmup,
} from '../../lib/kinds/_shared/load-balancer/api';
import type { LocalityLoadBalancing, ZoneAwareLoadBalancing } from '../../lib/kinds/_shared/locality/api';
import type { OutlierDetection } from '../../lib/kinds/_shared/outlier-detection/api';
import type { TrafficPolicySpec, TrafficSettings } from '../../lib/kinds/_shared/traffic-policy/api';
import type { AtMostOne, ExactlyOne } from '../../lib/values/types';
import type { HashKey } from './hash-by';
import { Tls } from './tls';

/** What {@link TrafficPolicy.consistentHash} takes beside the key: at most one way of placing endpoints; without any, a ring hash. */
export type ConsistentHashOptions = AtMostOne<ConsistentHashTable>;

/** What {@link TrafficPolicy.locality} takes: shares of the traffic or an order of preference, not both. */
export type LocalityOptions =
  & AtMostOne<Required<Pick<LocalityLoadBalancing, 'distribute' | 'failover'>>>
  & Omit<LocalityLoadBalancing, 'distribute' | 'failover'>;

/** The settings that a host, a subset and a port can have. Each method returns a copy: the builder itself never changes. */
export abstract class TrafficSettingsBuilder {
  static {
    markCopy(this.prototype);
  }

  /** The settings so far. */
  protected abstract readonly spec: TrafficSettings;

  /** Chooses endpoints by an algorithm that needs no settings; it takes the place of any other algorithm. */
  public loadBalancer(algorithm: SimpleLoadBalancer): this {
    return this.algorithm({ simple: algorithm });
  }

  /**
   * Sends requests with the same key to the same endpoint, as long as the endpoints stay the same. Takes the place of any other
   * algorithm.
   *
   * @param key what of a request is the key
   * @param options how endpoints are placed in the space of keys
   * @example
   * new TrafficPolicy().consistentHash(hashBy.header('end-user'), { maglev: { tableSize: 65537 } });
   */
  public consistentHash(key: HashKey, options?: ConsistentHashOptions): this {
    return this.algorithm({ consistentHash: { ...key, ...options } as ConsistentHash });
  }

  /** Prefers endpoints that report to be less busy. Takes the place of any other algorithm. Comes with Istio 1.32. */
  public backendUtilization(settings: BackendUtilization): this {
    return this.algorithm({ backendUtilization: settings });
  }

  /**
   * Prefers endpoints by where they run. Failing over needs outlier detection in the same policy.
   *
   * @example
   * new TrafficPolicy()
   *   .locality({ failover: [{ from: 'us-east', to: 'us-west' }] })
   *   .outlierDetection({ consecutive5xxErrors: 5 });
   */
  public locality(settings: LocalityOptions): this {
    return this.beside({ localityLbSetting: settings });
  }

  /** Keeps traffic in the client's zone as far as that has the capacity. Not together with {@link locality}. Needs Istio 1.31. */
  public zoneAware(settings: ZoneAwareLoadBalancing): this {
    return this.beside({ zoneAwareLbSetting: settings });
  }

  /** Gives new endpoints their share of the traffic little by little; only ROUND_ROBIN and LEAST_REQUEST, the default, do it. */
  public warmup(settings: Warmup): this {
    return this.beside({ warmup: settings });
  }

  /** Limits connections, requests and retries. Takes the place of the limits set before, as a whole. */
  public connectionPool(settings: ConnectionPoolSettings): this {
    return this.copy({ connectionPool: settings });
  }

  /** Keeps endpoints that fail out of the pool; `{}` with Envoy's defaults. Takes the place of what was set before, as a whole. */
  public outlierDetection(settings: OutlierDetection): this {
    return this.copy({ outlierDetection: settings });
  }

  /** Sets the TLS with which proxies connect to the destination. */
  public tls(tls: Tls | ClientTlsSettings): this {
    return this.copy({ tls: tls instanceof Tls ? tls.toSpec() : tls });
  }

  /** The same with changes. A subclass stays one, as it too is made from a spec. */
  protected copy(changes: TrafficPolicySpec): this {
    const Builder = this.constructor as new (spec: TrafficSettings) => this;
    return new Builder({ ...this.spec, ...changes });
  }

  private algorithm(algorithm: ExactlyOne<LoadBalancerAlgorithm>): this {
    const before: Partial<LoadBalancerAlgorithm> & LoadBalancerCommon = { ...this.spec.loadBalancer };
    const { simple: _, consistentHash: __, backendUtilization: ___, ...rest } = before;
    return this.copy({ loadBalancer: { ...rest, ...algorithm } });
  }

  private beside(settings: LoadBalancerCommon): this {
    return this.copy({ loadBalancer: { ...this.spec.loadBalancer, ...settings } as LoadBalancerSettings });
  }
}
