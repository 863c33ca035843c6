import type { Construct } from 'constructs';
import { Pattern } from '../../core/pattern';
import { workloadLabels, type WorkloadPods } from '../../core/workload';
import type { Sidecar } from '../../sidecar/sidecar';
import { assertIsolation } from '../namespace-isolation/assert-isolation';
import type { NamespaceIsolation } from '../namespace-isolation/namespace-isolation';

/** What {@link RegistryOnly} takes. */
export interface RegistryOnlyProps {
  /** The namespace, as what its workloads may see. */
  readonly isolation: NamespaceIsolation;
  /**
   * The pods that it is for; each of them has one Sidecar alone.
   *
   * @default - all workloads of the namespace
   */
  readonly workload?: WorkloadPods;
}

/**
 * Has the proxies refuse what they do not know: HTTP to an unknown host is answered with 502, other connections are closed. What is
 * known is what the namespace's isolation imports, so this never shows a workload more than it saw before.
 *
 * It stops mistakes, not attackers: a process that goes around its proxy is stopped by a NetworkPolicy alone. Before it is switched on,
 * look for traffic to `PassthroughCluster` in the metrics: that is what will stop.
 *
 * @throws ConfigError `namespace-isolation/closed-twice` when another one says it for the namespace
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/
 * @example
 * const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: ['accounts'] });
 * new RegistryOnly(chart, 'registry-only', { isolation });
 */
export class RegistryOnly extends Pattern {
  /** The Sidecar that says so. */
  public readonly sidecar: Sidecar;

  public constructor(scope: Construct, id: string, props: RegistryOnlyProps) {
    super(scope, id, props, { isolation: true, workload: true } satisfies Record<keyof RegistryOnlyProps, true>);
    const { isolation, workload } = props;
    assertIsolation(this, isolation);
    if (workload === undefined) {
      isolation._restrictToRegistry(this);
      this.sidecar = isolation.sidecar;
      return;
    }
    this.sidecar = isolation._addWorkload(this, workloadLabels(this, workload, "the workload's pods"), { registryOnly: true });
  }
}
