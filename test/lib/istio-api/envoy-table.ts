import { brotliCompressSync, constants } from 'node:zlib';
import { type Descriptors, type FieldDescriptor, lowerCamel, readDescriptors } from './descriptors';

/** The letter of each scalar type; `lib/kinds/envoy-filter/values/table.ts` has what the letters mean. */
const SCALARS: Readonly<Record<number, string>> = {
  1: 'd', 2: 'f', 3: 'I', 4: 'U', 5: 'i', 6: 'U', 7: 'u', 8: 'b', 9: 's', 12: 'y', 13: 'u', 15: 'i', 16: 'I', 17: 'i', 18: 'I',
};

/** The module with the table of Envoy's types, from a serialized `FileDescriptorSet`. */
export function envoyTableModule(descriptors: Buffer): string {
  const packed = brotliCompressSync(envoyTable(readDescriptors(descriptors)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  return [
    '// Written by `npm run fields`: every protobuf type that istiod can decode in an EnvoyFilter, packed with brotli. table.ts has the format.',
    '',
    '/** The table, in base64. */',
    `export const PACKED_TABLE: string = '${packed.toString('base64')}';`,
    '',
  ].join('\n');
}

/** The table: a line for each type, with the types that it refers to by their lines. */
export function envoyTable({ messages, enums, extensions }: Descriptors): string {
  const names = [...[...messages].flatMap(([name, { isMapEntry }]) => (isMapEntry ? [] : [name])), ...enums.keys()].sort();
  const lines = new Map(names.map((name, line) => [name, line.toString(36)]));

  const single = (field: FieldDescriptor): string => SCALARS[field.type] ?? `#${lines.get(field.typeName!)}`;
  const typeOf = (field: FieldDescriptor): string => {
    const entry = messages.get(field.typeName ?? '');
    if (entry?.isMapEntry) return `%${single(entry.fields[0]!)}${single(entry.fields[1]!)}`;
    return `${single(field)}${{ optional: '', required: '!', repeated: '*' }[field.label]}`;
  };
  const column = (field: FieldDescriptor): string => [
    `${field.name}:${typeOf(field)}`,
    field.oneof === undefined ? '' : `=${field.oneof}`,
    field.jsonName === lowerCamel(field.name) ? '' : `@${field.jsonName}`,
  ].join('');
  return [
    ...names.map((name) => {
      const values = enums.get(name);
      return values ? `${name} ! ${values.join(' ')}` : [name, ...messages.get(name)!.fields.map(column)].join(' ');
    }),
    ...[...extensions].filter(([, { extendee }]) => lines.has(extendee!)).map(([name, field]) => `[${name}] ${lines.get(field.extendee!)} ${column(field)}`).sort(),
  ].join('\n');
}
