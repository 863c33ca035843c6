import { compareReleases } from '../../../lib/core/release';
import type { Field, FieldList, Fields, KindFields } from './fields';

/** The list brought up to a release, and what changed with it: a line for each kind, version, field and value. */
export interface Merged {
  readonly list: FieldList;
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Brings the list up to the fields of a release. What both have keeps its `since`, what the release brings gets the release. What the
 * release lacks goes, unless the list has it from a later release.
 */
export function mergeFields(list: FieldList, defined: Readonly<Record<string, KindFields>>, release: string): Merged {
  const merge = new Merge(list, release);
  const names = [...new Set([...Object.keys(list.kinds), ...Object.keys(defined)])].sort();
  const kinds = Object.fromEntries(names.flatMap((name) => {
    const merged = merge.kind(name, list.kinds[name], defined[name]);
    return merged ? [[name, merged]] : [];
  }));
  return { list: { ...list, removed: merge.removed, removedEnumValues: merge.removedEnumValues, kinds }, ...merge };
}

class Merge {
  public readonly added: string[] = [];
  public readonly gone: string[] = [];
  public readonly changed: string[] = [];
  public readonly removed: FieldList['removed'];
  public readonly removedEnumValues: FieldList['removedEnumValues'];

  public constructor(list: FieldList, private readonly release: string) {
    this.removed = [...list.removed];
    this.removedEnumValues = [...list.removedEnumValues];
  }

  public kind(kind: string, known: KindFields | undefined, defined: KindFields | undefined): KindFields | undefined {
    if (!defined) {
      if (known!.meta.versions.some(({ since }) => this.isLater(since))) return known;
      this.gone.push(kind);
      this.removed.push({ kind, path: '.', release: this.release });
      return undefined;
    }
    if (!known) this.added.push(kind);
    const versions = defined.meta.versions.map((version) => {
      const before = known?.meta.versions.find(({ name }) => name === version.name);
      if (known && !before) this.added.push(`${kind} ${version.name}`);
      return { ...version, since: this.since(before?.since) };
    });
    const names = versions.map(({ name }) => name);
    const left = known?.meta.versions.filter(({ name }) => !names.includes(name)) ?? [];
    for (const { name, since } of left) if (!this.isLater(since)) this.gone.push(`${kind} ${name}`);
    return {
      meta: {
        ...defined.meta,
        versions: [...versions, ...left.filter(({ since }) => this.isLater(since))].sort((a, b) => order(a.name, b.name)),
      },
      fields: this.fields(kind, known?.fields, defined.fields),
    };
  }

  private fields(kind: string, known: Fields | undefined, defined: Fields): Fields {
    const paths = [...new Set([...Object.keys(known ?? {}), ...Object.keys(defined)])].sort(order);
    return Object.fromEntries(paths.flatMap((path) => {
      const field = this.field(kind, path, known, defined);
      return field ? [[path, field]] : [];
    }));
  }

  private field(kind: string, path: string, known: Fields | undefined, defined: Fields): Field | undefined {
    const before = known?.[path];
    const now = defined[path];
    if (!now) {
      if (this.isLater(before!.since)) return before;
      this.gone.push(`${kind} ${path}`);
      this.removed.push({ kind, path, ...(before!.since ? { since: before!.since } : {}), release: this.release });
      return undefined;
    }
    if (!before) {
      if (known) this.added.push(`${kind} ${path}`);
      return sorted(known ? { ...now, since: this.release } : now);
    }
    const later = this.withLater(kind, path, before, now, known!);
    const field = sorted({ ...later, ...(before.since ? { since: this.since(before.since) } : {}) });
    for (const fact of Object.keys({ ...before, ...field }) as (keyof Field)[]) {
      if (fact === 'since' || fact === 'enum' || fact === 'enumSince' || JSON.stringify(before[fact]) === JSON.stringify(field[fact])) continue;
      this.changed.push(`${kind} ${path}: ${fact} ${JSON.stringify(before[fact])} -> ${JSON.stringify(field[fact])}`);
    }
    return field;
  }

  /** The field of the release, with the values and the alternatives that the list has from later releases. */
  private withLater(kind: string, path: string, before: Field, now: Field, known: Fields): Field {
    const field = { ...now };
    if (now.enum) {
      const enumSince: Record<string, string> = {};
      const later = before.enum?.filter((value) => !now.enum!.includes(value)) ?? [];
      for (const value of later) {
        if (this.isLater(before.enumSince?.[value])) continue;
        this.gone.push(`${kind} ${path} = ${value}`);
        this.removedEnumValues.push({ kind, path, value, release: this.release });
      }
      field.enum = [...now.enum, ...later.filter((value) => this.isLater(before.enumSince?.[value]))];
      for (const value of field.enum) {
        const isNew = !before.enum?.includes(value);
        if (isNew) this.added.push(`${kind} ${path} = ${value}`);
        const since = isNew ? this.release : before.enumSince?.[value];
        if (since !== undefined) enumSince[value] = this.since(since);
      }
      if (Object.keys(enumSince).length > 0) field.enumSince = enumSince;
    }
    field.oneOf = now.oneOf?.map((group, i) => {
      const later = before.oneOf?.[i]?.exclusive.filter((key) => (
        !group.exclusive.includes(key) && this.isLater(known[path === '.' ? key : `${path}.${key}`]?.since)
      )) ?? [];
      return { ...group, exclusive: [...group.exclusive, ...later] };
    });
    return field;
  }

  private isLater(since: string | undefined): boolean {
    return since !== undefined && compareReleases(since, this.release) > 0;
  }

  /** What the development branch promised came with its release. */
  private since(before: string | undefined): string {
    return before === undefined || before === `${this.release}-dev` ? this.release : before;
  }
}

/** Names as a reader looks them up: `failover[]` before `failoverPriority`. */
function order(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}

/** The facts of a field in the order of the list. */
function sorted(field: Field): Field {
  return Object.fromEntries(FACTS.flatMap((fact) => (field[fact] === undefined ? [] : [[fact, field[fact]]]))) as unknown as Field;
}

const FACTS = [
  'type', 'required', 'open', 'oneOf', 'minProperties', 'minLength', 'minItems', 'maxProperties', 'maxLength', 'pattern', 'maxItems', 'format',
  'minimum', 'maximum', 'nullable', 'enum', 'enumSince', 'cel', 'mentionsDeprecated', 'listType', 'listKeys', 'since',
] as const satisfies readonly (keyof Field)[];
