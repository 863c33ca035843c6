import type { LabelIndex, SelectorIndex } from './label-index';
import type { Proxy } from './proxy-view';
import type { RegisteredService, ServicePort } from './service';
import { compareText } from '../core/compare-text';
import type { Workload } from './workloads';

/** A port of a service that a proxy's own workload serves, with the number on which the workload listens. */
export interface ServiceTarget {
  /** The service. */
  readonly service: RegisteredService;
  /** The port that clients use. */
  readonly port: ServicePort;
  /** The number on the pod. */
  readonly targetPort: number;
}

/** The service ports behind which a workload stands, the oldest service first; of two with one number and protocol the first. */
export function serviceTargets(
  { namespace, labels }: Proxy, services: SelectorIndex<RegisteredService>, workloads: LabelIndex<Workload>,
): readonly ServiceTarget[] {
  const own = services.selecting(labels).filter((service) => service.namespace === namespace).sort(byCreation);
  return own.flatMap((service) => {
    const seen = new Set<string>();
    return service.ports.flatMap((port): readonly ServiceTarget[] => {
      const targetPort = targetPortOf(port, () => workloads.select(labels).filter((workload) => workload.namespace === namespace));
      const key = `${targetPort} ${port.protocol}`;
      if (targetPort === undefined || seen.has(key)) return [];
      seen.add(key);
      return [{ service, port, targetPort }];
    });
  });
}

/** The number that a port means on a pod: a name is one of the pod's own ports. */
function targetPortOf({ number, targetPort = number }: ServicePort, workloads: () => readonly Workload[]): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  for (const { ports } of workloads()) {
    const named = ports.find(({ name }) => name === targetPort);
    if (named) return named.number;
  }
  return undefined;
}

function byCreation(a: RegisteredService, b: RegisteredService): number {
  if (a.created !== b.created) return a.created < b.created ? -1 : 1;
  return compareText(a.host, b.host);
}
