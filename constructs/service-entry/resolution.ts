import { markCopy } from '../../lib/core/package-copy';
import type { ServiceEntrySpec } from '../../lib/kinds/service-entry/api';
import type { WorkloadEntrySpec } from '../../lib/kinds/_shared/workload-entry/api';

/** The fields of a ServiceEntry that say where its endpoints are. @internal */
export type ResolutionFields = Pick<ServiceEntrySpec, 'resolution' | 'endpoints' | 'workloadSelector'>;

/**
 * How the proxy finds the endpoints of a service.
 *
 * @example
 * new ServiceEntry(chart, 'db', {
 *   hosts: ['db.example.com'],
 *   ports: { mysql: { number: 3306, protocol: 'MYSQL' } },
 *   resolution: Resolution.static([{ address: '10.0.0.7' }]),
 * });
 */
export class Resolution {
  static {
    markCopy(this.prototype);
  }

  /** Forwards to the address that the client asked for. */
  public static none(): Resolution {
    return new Resolution({ resolution: 'NONE' });
  }

  /** Uses the listed addresses. */
  public static static(endpoints: readonly WorkloadEntrySpec[]): Resolution {
    return new Resolution({ resolution: 'STATIC', endpoints });
  }

  /** Resolves the given host names, or else the service's own hosts, and spreads over all answers. */
  public static dns(endpoints?: readonly WorkloadEntrySpec[]): Resolution {
    return new Resolution({ resolution: 'DNS', ...(endpoints ? { endpoints } : {}) });
  }

  /** Resolves the given host name, or else the service's own hosts, and uses one answer at a time: for services behind many addresses. */
  public static dnsRoundRobin(endpoint?: WorkloadEntrySpec): Resolution {
    return new Resolution({ resolution: 'DNS_ROUND_ROBIN', ...(endpoint ? { endpoints: [endpoint] } : {}) });
  }

  /** Resolves the host of each request; every host of the service must start with `*`. Needs Istio 1.28. */
  public static dynamicDns(): Resolution {
    return new Resolution({ resolution: 'DYNAMIC_DNS' });
  }

  /**
   * Takes pods and WorkloadEntries of the own namespace that have the labels.
   *
   * @param labels all of which a workload must have
   * @param by `STATIC` when all have IP addresses, `DNS` when some have host names
   */
  public static workloads(labels: Readonly<Record<string, string>>, by: 'STATIC' | 'DNS' = 'STATIC'): Resolution {
    return new Resolution({ resolution: by, workloadSelector: { labels } });
  }

  private constructor(
    /** @internal */
    public readonly _fields: ResolutionFields,
  ) {}
}
