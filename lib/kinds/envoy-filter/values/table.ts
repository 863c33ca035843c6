import { brotliDecompressSync } from 'node:zlib';
import { PACKED_TABLE } from './table.gen';

/** A type of a field without fields of its own, in one letter: see {@link FieldType}. */
export type Scalar = 'b' | 'i' | 'I' | 'u' | 'U' | 'f' | 'd' | 's' | 'y';

/** What one value of a field is. */
export type SingleType = Scalar | MessageType | EnumType;

/** A message: an object with these fields. */
export interface MessageType {
  readonly name: string;
  readonly fields: readonly FieldType[];
  /** The fields by the keys that JSON may use: the name in snake case and the name in camel case. */
  readonly byKey: ReadonlyMap<string, FieldType>;
}

/** An enum: one of these names. */
export interface EnumType {
  readonly name: string;
  readonly values: readonly string[];
}

/** A field of a message. */
export interface FieldType {
  readonly name: string;
  readonly jsonName: string;
  /** Its place among the fields of its message. */
  readonly order: number;
  readonly type: SingleType;
  readonly shape: 'single' | 'list' | 'map';
  /** True when a message without it cannot be written. */
  readonly isRequired?: boolean;
  /** The type of the keys of a map. */
  readonly key?: Scalar;
  /** The number of the oneof that it is in: of these fields, at most one is set. */
  readonly oneof?: number;
}

/** A field that a message has beyond those of its own definition. */
export interface Extension {
  readonly extendee: string;
  readonly field: FieldType;
}

/**
 * The types that istiod can decode. The table has a line for each, read when it is first asked for: `name field field …` for a message,
 * `name ! VALUE VALUE …` for an enum, `[name] <line of the extended message> field` for an extension. A field is
 * `name:type`, then `*` for a list, `!` for a required field, `=0` for the first oneof, `@jsonName` where that is not the name in camel
 * case. A type is the letter of a scalar (b bool, i and I int32 and int64, u and U the unsigned ones, f float, d double, s string,
 * y bytes), `#line` for another type, in base 36, or `%` for a map, with the letter of its keys and the type of its values.
 */
class Table {
  private readonly lines = brotliDecompressSync(Buffer.from(PACKED_TABLE, 'base64')).toString('utf8').split('\n');
  private readonly numbers = new Map(this.lines.map((line, number) => [line.slice(0, `${line} `.indexOf(' ')), number]));
  private readonly read = new Map<number, MessageType | EnumType>();

  /** The message with that full name. */
  public message(name: string): MessageType | undefined {
    const number = name.startsWith('[') ? undefined : this.numbers.get(name);
    const type = number === undefined ? undefined : this.type(number);
    return type && 'fields' in type ? type : undefined;
  }

  /** The extension with that full name. */
  public extension(name: string): Extension | undefined {
    const number = this.numbers.get(`[${name}]`);
    if (number === undefined) return undefined;
    const [, extendee, field] = this.lines[number]!.split(' ') as [string, string, string];
    return { extendee: this.type(parseInt(extendee, 36)).name, field: this.field(field, 0) };
  }

  /** The full names of all messages. */
  public messageNames(): string[] {
    return [...this.numbers].flatMap(([name, number]) => (name.startsWith('[') || this.lines[number]!.startsWith(`${name} ! `) ? [] : [name]));
  }

  private type(number: number): MessageType | EnumType {
    const known = this.read.get(number);
    if (known) return known;
    const [name, ...columns] = this.lines[number]!.split(' ') as [string, ...string[]];
    const type = columns[0] === '!' ? { name, values: columns.slice(1) } : this.messageType(name, columns);
    this.read.set(number, type);
    return type;
  }

  private messageType(name: string, columns: readonly string[]): MessageType {
    let fields: readonly FieldType[] | undefined;
    let byKey: ReadonlyMap<string, FieldType> | undefined;
    const read = (): readonly FieldType[] => fields ??= columns.map((column, order) => this.field(column, order));
    return {
      name,
      // Types refer to each other in circles, so the fields are read after the type is known.
      get fields() { return read(); },
      get byKey() { return byKey ??= new Map(read().flatMap((field) => [[field.name, field], [field.jsonName, field]])); },
    };
  }

  private field(column: string, order: number): FieldType {
    const [, name, key, type, label, oneof, jsonName] = /^(\w+):(?:%(\w))?(#\w+|\w)([*!])?(?:=(\d+))?(?:@(\S+))?$/.exec(column)!;
    return {
      name: name!,
      jsonName: jsonName ?? name!.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase()),
      order,
      type: type!.startsWith('#') ? this.type(parseInt(type!.slice(1), 36)) : type as Scalar,
      shape: key ? 'map' : label === '*' ? 'list' : 'single',
      ...(label === '!' ? { isRequired: true } : {}),
      ...(key ? { key: key as Scalar } : {}),
      ...(oneof ? { oneof: Number(oneof) } : {}),
    };
  }
}

let table: Table | undefined;

/** The table, unpacked when it is first asked for. */
export function types(): Table {
  return table ??= new Table();
}
