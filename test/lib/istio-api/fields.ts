import upstream from './fields.json';

/** A field as Istio's own definitions state it. */
export interface Field {
  type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  required?: string[];
  enum?: string[];
  enumSince?: Record<string, string>;
  oneOf?: { exclusive: string[]; required?: boolean }[];
  cel?: string[];
  format?: string;
  pattern?: string;
  since?: string;
  open?: boolean;
  nullable?: boolean;
  listType?: string;
  listKeys?: string[];
  mentionsDeprecated?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
}
/** The fields of a kind's spec, by path: `http[].match[].headers{}`. */
export type Fields = Record<string, Field>;
/** A kind: how the cluster knows it, and the fields of its spec. */
export interface KindFields {
  meta: {
    group: string;
    scope: string;
    plural: string;
    shortNames?: readonly string[];
    categories?: readonly string[];
    versions: { name: string; served: boolean; storage: boolean; since?: string }[];
    specRequired: boolean;
  };
  fields: Fields;
}
/** The list of what Istio has, and of what it had. `npm run fields` writes it. */
export interface FieldList {
  source: string;
  baseline: string;
  removed: { kind: string; path: string; since?: string; release: string }[];
  removedEnumValues: { kind: string; path: string; value: string; release: string }[];
  kinds: Record<string, KindFields>;
}

/** The key that samples of maps have. */
export const MAP_KEY = 'some-key';
/** The steps of a path. */
export const steps = (path: string): string[] => (path === '.' ? [] : path.replace(/\[\]/g, '.[]').replace(/\{\}/g, '.{}').split('.').filter(Boolean));
/** A path and one step more. */
export const join = (parent: string, step: string): string => (step === '[]' || step === '{}' ? `${parent}${step}` : parent === '.' ? step : `${parent}.${step}`);

/** A value that the field accepts, with what it needs inside. */
export function sample(fields: Fields, path: string): unknown {
  const field = fields[path]!;
  switch (field.type) {
    case 'object': {
      const needed = Object.fromEntries((field.required ?? []).map((key) => [key, sample(fields, join(path, key))]));
      if (path === '.' || !fields[`${path}{}`] || !field.minProperties) return needed;
      return { ...needed, [MAP_KEY]: sample(fields, `${path}{}`) };
    }
    case 'array':
      return Array.from({ length: field.minItems ?? 0 }, () => sample(fields, `${path}[]`));
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return field.cel?.some((rule) => rule.includes('0 < self')) ? 1 : field.minimum ?? 1;
    case 'string':
      if (field.enum) return field.enum[0];
      if (field.format === 'byte') return 'aGk=';
      if (field.cel?.some((rule) => rule.includes('duration('))) return '5s';
      return field.pattern && !new RegExp(field.pattern, 'u').test('a') ? '' : 'a'.repeat(Math.max(1, field.minLength ?? 0));
  }
}

/** A spec that holds the value at the path, and on the way there only what is required. */
export function specWith(fields: Fields, path: string, value: unknown): unknown {
  const build = (at: string, rest: string[]): unknown => {
    if (rest.length === 0) return value;
    const [step, ...below] = rest as [string, ...string[]];
    const child = build(join(at, step), below);
    if (step === '[]') return [child];
    const around = sample(fields, at) as object;
    return { ...around, [step === '{}' ? MAP_KEY : step]: child };
  };
  return build('.', steps(path));
}

/** What Istio has, release by release. */
export const FIELD_LIST = upstream as unknown as FieldList;

/** The fields of a kind. */
export function fieldsOf(kind: string): Fields {
  return FIELD_LIST.kinds[kind]!.fields;
}
