import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { isObject } from '../../../lib/core/is-object';

/** The label that tells the pods of one version from those of another. */
export const VERSION_LABEL = 'version';

/** A Deployment, StatefulSet or DaemonSet as far as this package looks at it; those of cdk8s-plus are some. */
export interface KubernetesWorkload {
  /** The labels of its pods. */
  readonly podMetadata: {
    /** The value of a label. */
    getLabel(key: string): string | undefined;
    /** Adds a label. */
    addLabel(key: string, value: string): void;
  };
  /** Where it is. */
  readonly metadata?: { readonly namespace?: string };
}

/** What makes the pods of a version: a workload of cdk8s-plus, or an `ApiObject` with a pod template. @internal */
export interface Workload {
  /** The construct that users know it by; unset for what is no construct. */
  readonly construct?: IConstruct;
  /** The object that is written. */
  readonly object?: ApiObject;
  readonly namespace: string | undefined;
  /** The version label of its pods. */
  label(): string | undefined;
  /** Adds the version label to its pods. */
  addLabel(value: string): void;
}

/** The workload that a value is; `undefined` for what makes no pods. @internal */
export function workloadOf(value: unknown): Workload | undefined {
  const construct = Construct.isConstruct(value) ? value : undefined;
  const object = construct && objectOf(construct);
  if (hasPodMetadata(value)) {
    const { podMetadata, metadata } = value;
    return {
      ...(construct ? { construct } : {}),
      ...(object ? { object } : {}),
      namespace: metadata?.namespace,
      label: () => podMetadata.getLabel(VERSION_LABEL),
      addLabel: (label) => podMetadata.addLabel(VERSION_LABEL, label),
    };
  }
  const at = object && templateOf(object.toJson());
  if (!construct || !object || !at) return undefined;
  return {
    construct,
    object,
    namespace: object.metadata.namespace,
    label: () => podLabels(object.toJson())?.[VERSION_LABEL],
    addLabel: (label) => object.addJsonPatch(...missing(object.toJson(), [...at, 'metadata', 'labels']), JsonPatch.add(pointer([...at, 'metadata', 'labels', VERSION_LABEL]), label)),
  };
}

/** The labels of the pods that a manifest makes; `undefined` where it makes none. @internal */
export function podLabels(manifest: unknown): Readonly<Record<string, string>> | undefined {
  const at = templateOf(manifest);
  if (at === undefined) return undefined;
  const labels = [...at, 'metadata', 'labels'].reduce<unknown>((value, key) => (isObject<unknown>(value) ? value[key] : undefined), manifest);
  return isObject(labels) ? labels as Readonly<Record<string, string>> : {};
}

/** Where a manifest has the template of its pods: a Pod is its own. */
function templateOf(manifest: unknown): readonly string[] | undefined {
  if (!isObject<unknown>(manifest)) return undefined;
  if (manifest.kind === 'Pod') return [];
  return isObject<unknown>(manifest.spec) && isObject(manifest.spec.template) ? ['spec', 'template'] : undefined;
}

/** Adds the objects on a path that are not there. */
function missing(manifest: unknown, path: readonly string[]): JsonPatch[] {
  let value = manifest;
  return path.flatMap((key, i) => {
    value = isObject<unknown>(value) ? value[key] : undefined;
    return isObject(value) ? [] : [JsonPatch.add(pointer(path.slice(0, i + 1)), {})];
  });
}

function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key}`).join('');
}

/** The object itself, or that of a construct which is made for one. */
function objectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const { defaultChild } = construct.node;
  return defaultChild && ApiObject.isApiObject(defaultChild) ? defaultChild : undefined;
}

function hasPodMetadata(value: unknown): value is KubernetesWorkload {
  const { podMetadata } = (typeof value === 'object' && value !== null ? value : {}) as Partial<KubernetesWorkload>;
  return typeof podMetadata?.getLabel === 'function' && typeof podMetadata.addLabel === 'function';
}
