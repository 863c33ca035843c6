import { isObject } from '../../../lib/core/is-object';
import { finding } from '../../../lib/core/rule';
import { quote } from '../../../lib/core/quote';
import { labelsText } from '../../../lib/values/labels';
import { clusterState } from '../../core/cluster-state';
import { placeOf } from '../../core/claimant';
import type { FoundOn, WrittenObject } from '../../core/inspection';
import { meshOptionsOf } from '../../core/mesh-options';
import { Synthesis } from '../../core/synthesis';
import type { MeshService } from './mesh-service';
import { meshServiceRules } from './mesh-service-rules';
import { podLabels } from './workload';

type AnyService = MeshService<string, string>;

/** The services of a cluster of which workloads are versions. */
const servicesOf = clusterState<AnyService[]>('VersionedServices', () => []);

/** Has the pods of the versions of a service held to what its Kubernetes Service selects, where the program writes both. @internal */
export function inspectVersions(service: AnyService): void {
  const services = servicesOf(service);
  if (services.length === 0) Synthesis.of(service).inspect((written) => notSelected(services, written, meshOptionsOf(service).cluster));
  services.push(service);
}

function notSelected(services: readonly AnyService[], written: readonly WrittenObject[], cluster: string | undefined): FoundOn[] {
  const selectors = selectorsOf(written, cluster);
  const manifests = new Map(written.map(({ object, json }) => [object, json]));
  return services.flatMap((service) => {
    const selector = service._names.map((name) => selectors.get(name)).find((found) => found !== undefined);
    if (selector === undefined) return [];
    return [...service._workloads].flatMap(([version, { object }]): FoundOn[] => {
      const manifest = object && manifests.get(object);
      const labels = podLabels(manifest);
      const isSelected = labels === undefined || Object.entries(selector).every(([key, value]) => labels[key] === value);
      if (!object || isSelected) return [];
      const { apiVersion, kind, name, metadata: { namespace } } = object;
      return [{ on: object, finding: {
        ...finding(meshServiceRules.notSelected, { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) }, ['spec'], {
          message: `Expected pods with ${labelsText(selector)}, which the Service ${quote(service.host)} selects, for its version ${quote(version)}, `
            + `got ${labelsText(labels) || 'pods without labels'}`,
        }),
        related: [placeOf(service._claimant)],
      } }];
    });
  });
}

/** What the Services that the program writes select, by their names as `name.namespace.svc`. */
function selectorsOf(
  written: readonly WrittenObject[], cluster: string | undefined,
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(written.flatMap(({ object, json }) => {
    const isService = object.kind === 'Service' && object.apiVersion === 'v1' && isObject<unknown>(json);
    if (!isService || meshOptionsOf(object).cluster !== cluster) return [];
    const { spec } = json;
    const { metadata: { name, namespace = 'default' } } = object;
    if (!isObject<unknown>(spec) || !isObject(spec.selector) || Object.keys(spec.selector).length === 0) return [];
    return [[`${name}.${namespace}.svc`, spec.selector as Readonly<Record<string, string>>] as const];
  }));
}
