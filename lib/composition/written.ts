import type { Path } from '../core/finding';
import { InternalError } from '../core/internal-error';
import type { Claimant } from './claim';

/** A spec, and the construct that claimed each part of it. */
export interface Written<Spec> {
  /** The spec as Istio has it. */
  readonly spec: Spec;
  /** The construct that claimed the field at a path of the resource; `undefined` where none did, or several share the block. */
  claimantAt(path: Path): Claimant | undefined;
}

/** Writes the parts of a spec, each together with the construct that claimed it. */
export class SpecWriter {
  /** Of objects and lists of the spec: the claimant of a field, which holds for all below it unless something below is claimed as well. */
  private readonly claimants = new Map<object, Map<string, Claimant | undefined>>();

  /** Notes who claimed a field of an object, or an entry of a list; `undefined` for what the owner writes on its own account. */
  public claim(object: object, field: string | number, by: Claimant | undefined): void {
    const fields = this.claimants.get(object) ?? new Map<string, Claimant | undefined>();
    if (fields.size === 0) this.claimants.set(object, fields);
    fields.set(String(field), by);
  }

  /** Adds an entry to a list. */
  public push<T>(list: T[], entry: T, by: Claimant | undefined): void {
    this.claim(list, list.length, by);
    list.push(entry);
  }

  /** Adds fields to an object of the spec: blocks that other claims have written to are merged, and lists grow. */
  public add<T extends object>(into: T, fields: T, by: Claimant | undefined): void {
    const target = into as Record<string, unknown>;
    for (const [field, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      const own = target[field];
      if (own === undefined) {
        target[field] = value;
        this.claim(into, field, by);
        continue;
      }
      this.share(into, field, by);
      if (Array.isArray(own) && Array.isArray(value)) for (const entry of value) this.push(own as unknown[], entry, by);
      else if (isBlock(own) && isBlock(value)) this.add(own, value, by);
      else throw new InternalError(`Two claims are written to the field ${field}`);
    }
  }

  /** The spec, when all of it is written. */
  public written<Spec>(spec: Spec): Written<Spec> {
    return { spec, claimantAt: ([root, ...path]) => (root === 'spec' ? this.claimantAt(spec, path) : undefined) };
  }

  /** Hands the claim on a block to its parts, where another construct adds to the block. */
  private share(object: object, field: string, other: Claimant | undefined): void {
    const fields = this.claimants.get(object);
    if (!fields?.has(field) || fields.get(field)?.construct === other?.construct) return;
    const block = (object as Readonly<Record<string, object>>)[field]!;
    for (const part of Object.keys(block)) this.claim(block, part, fields.get(field));
    fields.delete(field);
  }

  private claimantAt(spec: unknown, path: Path): Claimant | undefined {
    let by: Claimant | undefined;
    let object = spec;
    for (const step of path) {
      if (typeof object !== 'object' || object === null) break;
      const fields = this.claimants.get(object);
      if (fields?.has(String(step))) by = fields.get(String(step));
      object = (object as Readonly<Record<string | number, unknown>>)[step];
    }
    return by;
  }
}

function isBlock(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
