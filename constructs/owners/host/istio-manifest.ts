import type { ApiObject } from 'cdk8s';
import type { ResourceId } from '../../../lib/core/finding';
import { isObject } from '../../../lib/core/is-object';
import type { WrittenObject } from '../../core/inspection';
import { HostResource } from '../../core/host-resource';
import { meshOptionsOf } from '../../core/mesh-options';

/** A resource of Istio's networking as far as owners look at it. @internal */
export interface IstioManifest {
  readonly object: ApiObject;
  readonly id: ResourceId;
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** True for what an owner writes. */
  readonly isOwners: boolean;
}

const GROUP = 'networking.istio.io/';

/** The resources of some kinds for one cluster, however they were made. @internal */
export function istioManifests(written: readonly WrittenObject[], kinds: readonly string[], cluster: string | undefined): IstioManifest[] {
  return written.flatMap(({ object, json }): IstioManifest[] => {
    if (!isObject<unknown>(json) || typeof json.kind !== 'string' || !kinds.includes(json.kind)) return [];
    const { kind, apiVersion, metadata, spec } = json;
    if (typeof apiVersion !== 'string' || !apiVersion.startsWith(GROUP) || meshOptionsOf(object).cluster !== cluster) return [];
    const { name, namespace } = isObject<unknown>(metadata) ? metadata : {};
    const at = typeof namespace === 'string' ? namespace : 'default';
    return [{
      object,
      id: { apiVersion, kind, namespace: at, name: typeof name === 'string' ? name : '' },
      namespace: at,
      spec: isObject<unknown>(spec) ? spec : {},
      isOwners: object.node.scope instanceof HostResource,
    }];
  });
}

/** The texts of a list; none where it is none. @internal */
export function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];
}
