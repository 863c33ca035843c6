import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { closest } from '../../../core/suggest';
import { enumMisfit, keyMisfit, type Misfit, scalarMisfit } from './scalars';
import { similarType } from './similar-type';
import { type FieldType, type MessageType, type SingleType, types } from './table';
import { standsUnderValue, wellKnownCheck } from './well-known';

/** Something that istiod says about a part of a value. */
export interface ValueProblem {
  /** Where, from the value on. */
  readonly at: Path;
  readonly message: string;
  readonly fix?: string;
  /** The type that does not have a field. */
  readonly of?: string;
}

/** What istiod's decoder makes of a value. */
export interface Decoded {
  /** What it cannot decode. */
  readonly misfits: readonly ValueProblem[];
  /** Types in `@type` that it does not know. */
  readonly unknownTypes: readonly ValueProblem[];
  /** Fields that it does not know: it drops them. */
  readonly unknownFields: readonly ValueProblem[];
  /** Objects with a field for a typed configuration, and none in it. */
  readonly untyped: readonly ValueProblem[];
}

/** A step of a path and those before it: paths are only written out where something is wrong. */
interface Place {
  readonly parent?: Place;
  readonly step: string | number;
}

/** A message that is still to be read. */
interface Task {
  readonly type: MessageType;
  readonly value: unknown;
  readonly place: Place | undefined;
  /** True when no list, map or Any lies between it and the whole value. */
  readonly isSingular: boolean;
  /** True for the fields of an Any, among which `@type` stands. */
  readonly isInAny: boolean;
}

/**
 * Decodes a value as a message, as istiod does: with `jsonpb` of `github.com/golang/protobuf`, once leniently and once strictly. Keeps
 * what is still to be read in a list of its own, so that no value is too deep.
 */
export function decode(messageName: string, value: unknown): Decoded {
  const walk = new Walk();
  walk.push({ type: types().message(messageName)!, value, place: undefined, isSingular: true, isInAny: false });
  for (let task = walk.tasks.pop(); task; task = walk.tasks.pop()) walk.message(task);
  return walk;
}

class Walk implements Decoded {
  public readonly tasks: Task[] = [];
  public readonly misfits: ValueProblem[] = [];
  public readonly unknownTypes: ValueProblem[] = [];
  public readonly unknownFields: ValueProblem[] = [];
  public readonly untyped: ValueProblem[] = [];

  public push(task: Task): void {
    this.tasks.push(task);
  }

  public message(task: Task): void {
    const { type, value, place } = task;
    if (value === null) return this.required(type, {}, place);
    const check = wellKnownCheck(type.name);
    if (check) return this.misfit(check(value), value, place);
    if (!isObject(value)) return this.misfit({ expected: `an object, ${type.name}` }, value, place);
    if (type.name === 'google.protobuf.Any') return this.any(value, place);
    this.fields(task, value);
  }

  private fields({ type, place, isSingular, isInAny }: Task, value: Record<string, unknown>): void {
    const from = this.tasks.length;
    for (const key of Object.keys(value)) {
      if (isInAny && key === '@type') continue;
      const at = { ...(place ? { parent: place } : {}), step: key };
      const field = type.byKey.get(key);
      if (!field) this.unknownField(type, key, value[key], at);
      else if (key === field.jsonName || !Object.hasOwn(value, field.jsonName)) {
        this.field(field, value[key], at, isSingular && isSet(field, type, value));
      }
    }
    this.inOrder(from);
    this.required(type, value, place);
    if (isSingular) this.typedConfig(type, value, place);
  }

  private field({ type, shape, key: keyType }: FieldType, value: unknown, at: Place, isSingular: boolean): void {
    if (value === null) return;
    if (shape === 'single') return this.single(type, value, at, isSingular);
    const from = this.tasks.length;
    if (shape === 'list') {
      if (!Array.isArray(value)) return this.misfit({ expected: 'a list' }, value, at);
      value.forEach((entry, i) => this.single(type, entry, { parent: at, step: i }, false));
    } else {
      if (!isObject(value)) return this.misfit({ expected: 'an object' }, value, at);
      for (const key of Object.keys(value)) {
        const entry = { parent: at, step: key };
        const misfit = keyMisfit(keyType!, key);
        if (misfit) this.misfit({ expected: `${misfit.expected} as a key` }, key, entry);
        this.single(type, value[key], entry, false);
      }
    }
    this.inOrder(from);
  }

  private single(type: SingleType, value: unknown, place: Place, isSingular: boolean): void {
    if (typeof type === 'string') this.misfit(scalarMisfit(type, value), value, place);
    else if ('values' in type) this.misfit(enumMisfit(type, value), value, place);
    else this.push({ type, value, place, isSingular, isInAny: false });
  }

  private any(value: Record<string, unknown>, place: Place | undefined): void {
    const typeAt = { ...(place ? { parent: place } : {}), step: '@type' };
    if (!Object.hasOwn(value, '@type')) {
      return this.misfit({ expected: 'an object with "@type", which names its type' }, value, place);
    }
    const url = value['@type'] ?? '';
    if (typeof url !== 'string') return this.misfit({ expected: 'the name of a type' }, url, typeAt);
    const name = url.slice(url.lastIndexOf('/') + 1);
    const type = types().message(name);
    if (!type) {
      const meant = similarType(name);
      this.unknownTypes.push({
        at: pathOf(typeAt),
        message: `Unknown type ${quote(url)}`,
        ...(meant ? { fix: `write type.googleapis.com/${meant}` } : {}),
      });
    } else if (!standsUnderValue(name)) {
      this.message({ type, value, place, isSingular: false, isInAny: true });
    } else if (Object.hasOwn(value, 'value')) {
      this.push({ type, value: value.value, place: { ...(place ? { parent: place } : {}), step: 'value' }, isSingular: false, isInAny: false });
    } else {
      this.misfit({ expected: `${name} under the key "value", beside "@type"` }, value, place);
    }
  }

  private unknownField(type: MessageType, key: string, value: unknown, at: Place): void {
    const extension = /^\[[^]*\]$/.test(key) ? types().extension(key.slice(1, -1)) : undefined;
    if (!extension) {
      // Only the first is reported in full.
      const meant = this.unknownFields.length === 0 ? closest(key, type.fields.map(({ name }) => name)) : undefined;
      this.unknownFields.push({ at: pathOf(at), message: `Unknown field ${quote(key)} of ${type.name}`, of: type.name, ...(meant ? { fix: `write ${meant}` } : {}) });
    } else if (extension.extendee !== type.name) {
      this.misfits.push({ at: pathOf(at), message: `Expected a field of ${type.name}, got an extension of ${extension.extendee}` });
    } else this.field(extension.field, value, at, false);
  }

  private required(type: MessageType, value: Record<string, unknown>, place: Place | undefined): void {
    for (const field of type.fields) {
      if (field.isRequired && !isSet(field, type, value)) this.misfit({ expected: `the field ${field.name} of ${type.name}` }, value, place);
    }
  }

  private typedConfig(type: MessageType, value: Record<string, unknown>, place: Place | undefined): void {
    const typed = type.byKey.get('typedConfig');
    if (!typed || isSet(typed, type, value)) return;
    const discovered = type.byKey.get('configDiscovery');
    if (discovered && isSet(discovered, type, value)) return;
    const name = valueOf(type.byKey.get('name'), value);
    this.untyped.push({ at: pathOf(place), message: `Expected typed_config in ${type.name}, got only the name ${quote(name ?? '')}` });
  }

  private misfit(misfit: Misfit | undefined, value: unknown, place: Place | undefined): void {
    if (!misfit) return;
    const { expected, meant } = misfit;
    this.misfits.push({ at: pathOf(place), message: `Expected ${expected}, got ${quote(value)}`, ...(meant ? { fix: `write ${meant}` } : {}) });
  }

  /** The last task is read first: turns those since `from` around, so that they are read as they are written. */
  private inOrder(from: number): void {
    for (let first = from, last = this.tasks.length - 1; first < last; first++, last--) {
      [this.tasks[first], this.tasks[last]] = [this.tasks[last]!, this.tasks[first]!];
    }
  }
}

/** What the value has for a field: the JSON name wins over the other. */
function valueOf(field: FieldType | undefined, value: Record<string, unknown>): unknown {
  if (!field) return undefined;
  return Object.hasOwn(value, field.jsonName) ? value[field.jsonName] : Object.hasOwn(value, field.name) ? value[field.name] : undefined;
}

/** True when a field has a value after the decoding: null is none, and of a oneof only the field that is declared last keeps its own. */
function isSet(field: FieldType, type: MessageType, value: Record<string, unknown>): boolean {
  if (!hasValue(field, value)) return false;
  return field.oneof === undefined
    || !type.fields.some((other) => other.oneof === field.oneof && other.order > field.order && hasValue(other, value));
}

/** Null is a value of the two types that are for null. */
function hasValue(field: FieldType, value: Record<string, unknown>): boolean {
  const written = valueOf(field, value);
  if (written !== null || field.shape !== 'single' || typeof field.type === 'string') return written != null;
  return field.type.name === 'google.protobuf.Value' || field.type.name === 'google.protobuf.NullValue';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathOf(place: Place | undefined): Path {
  const path: (string | number)[] = [];
  for (let at = place; at; at = at.parent) path.push(at.step);
  return path.reverse();
}
