import { SelectorIndex } from '../label-index';
import type { MeshEntry } from '../mesh-entry';
import type { MeshSettings } from '../mesh-settings';
import { asList, asNumber, asObject } from '../unchecked';
import type { Listed } from './listed';
import { selectorOf } from './listed-hosts';
import type { ListedPod } from './listed-pods';
import { ISTIO_NAMESPACE, PRESUMED_PORTS } from './presumed-gateway';

/** Ports that lead to pods, of the Service and of the pods themselves. */
export interface OpenPorts {
  readonly numbers: ReadonlySet<number>;
}

/** The TCP ports of the Services in front of pods, as `istioctl analyze` finds them: a Service without a selector counts for all pods. */
export class GatewayPorts {
  readonly #bySelector: ReadonlyMap<string, SelectorIndex<MeshEntry>>;
  readonly #ofAll: ReadonlyMap<string, readonly MeshEntry[]>;
  readonly #presumes: boolean;
  readonly #known = new Map<string, OpenPorts>();

  public constructor(listed: Listed, { ingressService }: MeshSettings) {
    const byNamespace = listed.byNamespace('Service');
    this.#bySelector = new Map([...byNamespace].map(([namespace, services]) => [namespace, new SelectorIndex(services, selectorOf)]));
    this.#ofAll = new Map([...byNamespace].map(([namespace, services]) => (
      [namespace, services.filter((service) => Object.keys(selectorOf(service)).length === 0)]
    )));
    this.#presumes = listed.named('Service', ISTIO_NAMESPACE, ingressService) === undefined;
  }

  /** The ports of some pods, which a text identifies. */
  public of(key: string, pods: readonly ListedPod[]): OpenPorts {
    const known = this.#known.get(key);
    if (known) return known;
    const services = new Set(pods.flatMap(({ namespace, labels }) => [
      ...this.#ofAll.get(namespace) ?? [], ...this.#bySelector.get(namespace)?.selecting(labels) ?? [],
    ]));
    const numbers = new Set([...services].flatMap(portsOf));
    if (this.#presumes && pods.some(isPresumedFor)) for (const port of PRESUMED_PORTS) numbers.add(port);
    const made = { numbers };
    this.#known.set(key, made);
    return made;
  }
}

function portsOf({ resource: { spec } }: MeshEntry): readonly number[] {
  return asList(asObject(spec).ports).map(asObject).flatMap(({ protocol, port, targetPort }) => (
    protocol === 'TCP' ? [asNumber(port), asNumber(targetPort)].filter((each) => each !== undefined && each !== 0) as number[] : []
  ));
}

/** The Service that is presumed stands in front of these pods. */
function isPresumedFor({ namespace, labels }: ListedPod): boolean {
  return namespace === ISTIO_NAMESPACE && labels.istio === 'ingressgateway';
}
