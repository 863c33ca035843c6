import { kinds } from '../../lib/kinds';
import { apiVersionOf, type Kind } from '../../lib/kinds/kind';
import { type Field, type Fields, fieldsOf, sample, specWith, steps } from '../lib/istio-api/fields';

/** A list or map of a kind's spec, with what a test or a bench needs to fill it. */
export interface Container {
  /** `DestinationRule subsets[].labels`. */
  readonly name: string;
  readonly kind: string;
  readonly type: 'list' | 'map';
  /** Path of the container in a resource that {@link Container.holding} makes. */
  readonly path: readonly (string | number)[];
  /** At most so many entries, when the API server counts them. */
  readonly max?: number;
  /** What an entry is. */
  readonly entry: Field['type'];
  /** A resource with that value in the place of the container, and around it only what is required. */
  holding(value: unknown): object;
  /** A value of so many entries, each made by the function: `entry(i)`, or an entry that the API server accepts. */
  filled(size: number, entry?: (i: number) => unknown): unknown;
}

/** Every list and map of every kind. */
export const containers: readonly Container[] = Object.values(kinds).flatMap((kind) => {
  const fields = fieldsOf(kind.kind);
  return Object.keys(fields).flatMap((path) => containerAt(kind, fields, path));
});

function containerAt(kind: Kind, fields: Fields, path: string): Container[] {
  const field = fields[path]!;
  const step = field.type === 'array' ? '[]' : '{}';
  const entry = fields[`${path}${step}`];
  if (path === '.' || (!entry && !field.open)) return [];
  const max = field.maxItems ?? field.maxProperties;
  return [{
    name: `${kind.kind} ${path}`,
    kind: kind.kind,
    type: step === '[]' ? 'list' : 'map',
    path: ['spec', ...steps(path).map((at) => (at === '[]' ? 0 : at === '{}' ? 'some-key' : at))],
    ...(max === undefined ? {} : { max }),
    entry: entry?.type ?? 'string',
    holding: (value) => ({ apiVersion: apiVersionOf(kind, '1.31'), kind: kind.kind, metadata: { name: 'a' }, spec: specWith(fields, path, value) }),
    filled(size, entryAt = (i) => good(fields, `${path}${step}`, field, i)) {
      const entries = Array.from({ length: size }, (_, i) => entryAt(i));
      return step === '[]' ? entries : Object.fromEntries(entries.map((value, i) => [`k${i}`, value]));
    },
  }];
}

/** An entry that the API server accepts beside others. */
function good(fields: Fields, path: string, container: Field, i: number): unknown {
  if (!fields[path]) return 'text';
  const entry = sample(fields, path);
  const [key] = container.listKeys ?? [];
  return key === undefined ? entry : { ...(entry as object), [key]: fields[`${path}.${key}`]!.type === 'string' ? `a${i}` : i + 1 };
}

/** Entries that no container takes, by what is wrong with them. */
export const badEntries: Readonly<Record<string, (container: Container, i: number) => unknown>> = {
  'of a wrong type': ({ entry }) => (entry === 'string' ? 1 : 'text'),
  null: () => null,
  'with unknown keys': (_, i) => ({ [`key${i}`]: 1 }),
};
