import type { Path } from './finding';

/**
 * One change to the resource of a finding. A finding has edits where its correction is mechanical and cannot change what was meant; applied
 * together, they remove the finding. Paths are those of the resource as it was checked.
 */
export interface Edit {
  /** The field that the edit is about. */
  readonly path: Path;
  /** `set` gives the field a value, `remove` takes it out, `rename` changes its key, and `move` takes its value to another place. */
  readonly op: 'set' | 'remove' | 'rename' | 'move';
  /** The value of `set`. */
  readonly value?: unknown;
  /** The new key of `rename`; the new path of `move`, whose objects and lists are made where they are missing. */
  readonly to?: Path | string;
}

type Container = Record<string | number, unknown>;

/** The value with these edits made, one after the other; undefined where one of them cannot be made. The value itself stays as it is. */
export function withEdits(value: unknown, edits: readonly Edit[]): unknown {
  const draft = new Draft(value);
  return edits.every((edit) => draft.make(edit)) ? draft.value : undefined;
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Container)[step];
  }
  return value;
}

/** A copy that is made where edits reach it, each object once: what the value shares by aliases stays apart. */
class Draft {
  private readonly copied = new WeakSet();

  public constructor(public value: unknown) {}

  /** False where the edit cannot be made. */
  public make({ path, op, value, to }: Edit): boolean {
    const [key] = path.slice(-1) as [string | number];
    const owner = this.owner(path, false);
    if (!owner || (op !== 'set' && !Object.hasOwn(owner, key))) return false;
    switch (op) {
      case 'set': return put(owner, key, value);
      case 'remove': return take(owner, key) !== undefined;
      case 'rename': return rename(owner, String(key), String(to));
      case 'move': return this.move(take(owner, key), to as Path);
    }
  }

  private move(value: unknown, to: Path): boolean {
    const [key] = to.slice(-1) as [string | number];
    const owner = this.owner(to, true);
    return owner !== undefined && !Object.hasOwn(owner, key) && put(owner, key, value);
  }

  /** The copy of what holds the end of a path, made where it is missing if it may be. */
  private owner(path: Path, mayMake: boolean): Container | undefined {
    const holder: Container = { '': this.value };
    let at = holder;
    let step: string | number = '';
    for (const [i, next] of path.entries()) {
      const isList = typeof next === 'number';
      const found = Object.hasOwn(at, step) ? at[step] : undefined;
      if (found === undefined ? !mayMake || (isList && next > 0) : isList !== Array.isArray(found) || typeof found !== 'object' || found === null) return undefined;
      const copy = found === undefined ? (isList ? [] : {}) : this.copy(found as Container);
      put(at, step, copy);
      if (i === 0) this.value = copy;
      at = copy as Container;
      step = next;
    }
    return at;
  }

  private copy(container: Container): Container {
    if (this.copied.has(container)) return container;
    const copy = (Array.isArray(container) ? [...container as unknown[]] : { ...container }) as Container;
    this.copied.add(copy);
    return copy;
  }
}

/** `__proto__` is a key like others. */
function put(owner: Container, key: string | number, value: unknown): boolean {
  if (Array.isArray(owner) && (typeof key !== 'number' || key > owner.length)) return false;
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
  return true;
}

function take(owner: Container, key: string | number): unknown {
  const value = owner[key];
  if (Array.isArray(owner)) owner.splice(key as number, 1);
  else delete owner[key];
  return value;
}

/** Keeps the order of the keys. */
function rename(owner: Container, key: string, to: string): boolean {
  if (Object.hasOwn(owner, to)) return false;
  for (const [name, value] of Object.entries(owner)) {
    delete owner[name];
    put(owner, name === key ? to : name, value);
  }
  return true;
}
