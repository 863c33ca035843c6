/** A field of a message or an extension, as protoc describes it. */
export interface FieldDescriptor {
  readonly name: string;
  readonly jsonName: string;
  /** The number of its type in `google.protobuf.FieldDescriptorProto.Type`. */
  readonly type: number;
  /** The full name of its message or enum. */
  readonly typeName: string | undefined;
  readonly label: 'optional' | 'required' | 'repeated';
  readonly oneof: number | undefined;
  readonly extendee: string | undefined;
}

/** Everything that is described in a set of files, by full name. */
export interface Descriptors {
  readonly messages: ReadonlyMap<string, { readonly fields: readonly FieldDescriptor[]; readonly isMapEntry: boolean }>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly extensions: ReadonlyMap<string, FieldDescriptor>;
}

interface Found {
  messages: Map<string, { fields: FieldDescriptor[]; isMapEntry: boolean }>;
  enums: Map<string, string[]>;
  extensions: Map<string, FieldDescriptor>;
}

/** Reads a serialized `google.protobuf.FileDescriptorSet`. */
export function readDescriptors(bytes: Buffer): Descriptors {
  const found: Found = { messages: new Map(), enums: new Map(), extensions: new Map() };
  for (const file of fieldsOf(bytes).all(1)) {
    const parts = fieldsOf(file);
    const scope = parts.text(2) ?? '';
    for (const message of parts.all(4)) addMessage(found, scope, message);
    for (const values of parts.all(5)) addEnum(found, scope, values);
    for (const extension of parts.all(7)) addExtension(found, scope, extension);
  }
  return found;
}

function addMessage(found: Found, scope: string, bytes: Buffer): void {
  const parts = fieldsOf(bytes);
  const name = within(scope, parts.text(1)!);
  const options = parts.all(7)[0];
  found.messages.set(name, { fields: parts.all(2).map(fieldOf), isMapEntry: options !== undefined && fieldsOf(options).number(7) === 1 });
  for (const message of parts.all(3)) addMessage(found, name, message);
  for (const values of parts.all(4)) addEnum(found, name, values);
  for (const extension of parts.all(6)) addExtension(found, name, extension);
}

function addEnum({ enums }: Found, scope: string, bytes: Buffer): void {
  const parts = fieldsOf(bytes);
  enums.set(within(scope, parts.text(1)!), parts.all(2).map((value) => fieldsOf(value).text(1)!));
}

function addExtension({ extensions }: Found, scope: string, bytes: Buffer): void {
  const field = fieldOf(bytes);
  extensions.set(within(scope, field.name), field);
}

function fieldOf(bytes: Buffer): FieldDescriptor {
  const parts = fieldsOf(bytes);
  const name = parts.text(1)!;
  return {
    name,
    jsonName: parts.text(10) ?? lowerCamel(name),
    type: parts.number(5)!,
    typeName: parts.text(6)?.slice(1),
    label: parts.number(4) === 3 ? 'repeated' : parts.number(4) === 2 ? 'required' : 'optional',
    // A field that is `optional` in proto3 is in a oneof of its own, which means nothing.
    oneof: parts.number(17) === 1 ? undefined : parts.number(9),
    extendee: parts.text(2)?.slice(1),
  };
}

/** The name that protobuf's JSON mapping gives to a field. */
export function lowerCamel(name: string): string {
  return name.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}

const within = (scope: string, name: string): string => (scope === '' ? name : `${scope}.${name}`);

/** The fields of a serialized message, by number. */
function fieldsOf(bytes: Buffer) {
  const found: { readonly number: number; readonly value: number | Buffer }[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let size = 1; ; size *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * size;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        found.push({ number, value: varint() });
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        found.push({ number, value: bytes.subarray(at, at + length) });
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new Error(`Expected a FileDescriptorSet, got wire type ${key % 8} at byte ${at}`);
    }
  }
  const all = (number: number): Buffer[] => found.flatMap((field) => (field.number === number && typeof field.value !== 'number' ? [field.value] : []));
  return {
    all,
    text: (number: number): string | undefined => all(number)[0]?.toString('utf8'),
    number: (number: number): number | undefined => found.find((field) => field.number === number && typeof field.value === 'number')?.value as number | undefined,
  };
}
