import { parseAllDocuments } from 'yaml';
import type { Field, KindFields } from './fields';

/** The part of an OpenAPI schema that the API server reads of a field. */
interface Schema extends Pick<Field,
  'required' | 'enum' | 'format' | 'pattern' | 'nullable' | 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties'
> {
  readonly type?: Field['type'];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly { readonly required?: readonly string[] }[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: string[];
}

/** What is read of a CustomResourceDefinition. */
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const LIMITS = [
  'format', 'maxItems', 'maxLength', 'maxProperties', 'maximum', 'minItems', 'minLength', 'minProperties', 'minimum', 'nullable', 'pattern',
  'required',
] as const;

/** The fields of every kind that the CustomResourceDefinitions of a release define, in YAML as Istio ships them. */
export function crdFields(yaml: string): Record<string, KindFields> {
  return Object.fromEntries(parseAllDocuments(yaml).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const definition = document.toJS() as Definition | null; // null: an empty document
    return definition === null ? [] : [[definition.spec.names.kind, kindFields(definition)]];
  }));
}

function kindFields({ spec }: Definition): KindFields {
  const { group, scope, names: { plural, shortNames, categories }, versions } = spec;
  const stored = versions.find(({ storage }) => storage)!.schema.openAPIV3Schema;
  const fields: Record<string, Field> = {};
  addField(fields, '.', stored.properties!.spec!);
  return {
    meta: {
      group,
      scope,
      plural,
      ...(shortNames ? { shortNames } : {}),
      ...(categories ? { categories } : {}),
      versions: versions.map(({ name, served, storage }) => ({ name, served, storage })),
      specRequired: stored.required?.includes('spec') ?? false,
    },
    fields,
  };
}

function addField(fields: Record<string, Field>, path: string, schema: Schema): void {
  fields[path] = fieldOf(schema);
  for (const [name, field] of Object.entries(schema.properties ?? {})) addField(fields, path === '.' ? name : `${path}.${name}`, field);
  if (schema.items) addField(fields, `${path}[]`, schema.items);
  if (schema.additionalProperties) addField(fields, `${path}{}`, schema.additionalProperties);
}

function fieldOf(schema: Schema): Field {
  const groups = [schema, ...schema.allOf ?? []].flatMap(({ oneOf }) => (oneOf ? [oneOf.flatMap(({ required = [] }) => required)] : []));
  const cel = schema['x-kubernetes-validations']?.map(({ rule }) => rule);
  return {
    type: schema.type ?? 'object',
    ...Object.fromEntries(LIMITS.flatMap((limit) => (schema[limit] === undefined ? [] : [[limit, schema[limit]]]))),
    ...(schema.enum ? { enum: schema.enum } : {}),
    ...(groups.length > 0 ? { oneOf: groups.map((exclusive) => ({ exclusive, required: false })) } : {}),
    ...(cel ? { cel } : {}),
    ...(schema['x-kubernetes-list-type'] ? { listType: schema['x-kubernetes-list-type'], listKeys: schema['x-kubernetes-list-map-keys'] } : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] ? { open: true } : {}),
    ...(/deprecated/i.test(schema.description ?? '') ? { mentionsDeprecated: true } : {}),
  };
}
