import upstream from './fields.json';

/** A field as Istio's own definitions state it. */
export interface Field {
  type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  required?: string[];
  enum?: string[];
  enumSince?: Record<string, string>;
  oneOf?: { exclusive: string[] }[];
  cel?: string[];
  format?: string;
  pattern?: string;
  since?: string;
  open?: boolean;
  nullable?: boolean;
  listKeys?: string[];
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

/** The fields of a kind. */
export function fieldsOf(kind: string): Fields {
  return (upstream.kinds as unknown as Record<string, { fields: Fields }>)[kind]!.fields;
}
