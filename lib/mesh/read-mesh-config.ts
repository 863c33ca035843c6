import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { prune } from '../core/prune';
import { quote } from '../core/quote';
import { closest } from '../core/suggest';
import type { FieldType, MessageType } from '../kinds/envoy-filter/values/table';
import type { MeshConfigSpec } from './mesh-config';

const MESH_CONFIG = 'istio.mesh.v1alpha1.MeshConfig';

/** What is wrong with a part of a MeshConfig. */
export interface MeshConfigProblem {
  readonly path: Path;
  readonly message: string;
  readonly fix?: string;
  /** True for a field that Istio does not have, which it drops. */
  readonly isUnknown: boolean;
}

/** A MeshConfig without what is wrong in it, and that. */
export interface ReadMeshConfig {
  readonly config: MeshConfigSpec;
  readonly problems: readonly MeshConfigProblem[];
}

/** Reads any value as a MeshConfig, by Istio's own types. */
export function readMeshConfig(value: unknown): ReadMeshConfig {
  if (value === undefined || value === null) return { config: {}, problems: [] };
  if (!isObject<unknown>(value)) {
    return { config: {}, problems: [{ path: [], message: `Expected an object with the fields of MeshConfig, got ${quote(value)}`, isUnknown: false }] };
  }
  const { decode, types } = protobuf();
  const { misfits, unknownTypes, unknownFields } = decode(MESH_CONFIG, value);
  const wrong = [...misfits, ...unknownTypes].map(({ at, ...problem }) => ({ path: at, ...problem, isUnknown: false }));
  const unknown = unknownFields.map(({ at, message, of }, i) => ({
    path: at, message, isUnknown: true, ...(i < MOST_SUGGESTIONS ? meantField(String(at[at.length - 1]), types().message(of!)) : {}),
  }));
  const sound = prune(value, [...wrong, ...unknown].map(({ path }) => path)) as Record<string, unknown>;
  return { config: camelCased(types().message(MESH_CONFIG)!, sound) as MeshConfigSpec, problems: [...wrong, ...unknown] };
}

/** Words take a while to compare; a MeshConfig with more unknown fields is another kind of file. */
const MOST_SUGGESTIONS = 20;

/** The field that was probably meant, under the name that Istio's documentation uses. */
function meantField(key: string, type: MessageType | undefined): { readonly fix?: string } {
  const meant = closest(key, type?.fields.map(({ jsonName }) => jsonName) ?? []);
  return meant === undefined ? {} : { fix: `write ${meant}` };
}

/* eslint-disable @typescript-eslint/no-require-imports -- the table of types is big, and few meshes have a MeshConfig */
/** Istio's types, and what reads values by them. */
function protobuf(): Pick<typeof import('../kinds/envoy-filter/values/decode'), 'decode'> & Pick<typeof import('../kinds/envoy-filter/values/table'), 'types'> {
  const { decode } = require('../kinds/envoy-filter/values/decode') as typeof import('../kinds/envoy-filter/values/decode');
  const { types } = require('../kinds/envoy-filter/values/table') as typeof import('../kinds/envoy-filter/values/table');
  return { decode, types };
}
/* eslint-enable @typescript-eslint/no-require-imports */

/** The fields under their names in camel case; Istio takes both. Null is a field that is not there. */
function camelCased({ byKey }: MessageType, value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(value).flatMap(([key, entry]) => {
    const field = byKey.get(key);
    return !field || entry === null ? [] : [[field.jsonName, fieldValue(field, entry)]];
  }));
}

/** Messages without fields are written in a form of their own: durations, wrapped numbers, free objects. */
function fieldValue({ type, shape }: FieldType, value: unknown): unknown {
  if (typeof type === 'string' || !('fields' in type) || type.name.startsWith('google.protobuf.')) return value;
  const single = (entry: unknown): unknown => (isObject<unknown>(entry) ? camelCased(type, entry) : entry);
  if (shape === 'list') return Array.isArray(value) ? value.map(single) : value;
  if (shape === 'map') return isObject<unknown>(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, single(entry)])) : value;
  return single(value);
}
