import type { z } from 'zod';
import { type Edit, valueAt } from '../core/edit';
import { type Path, renderPath } from '../core/finding';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import type { Detail } from '../core/rule';
import { meantWord } from '../core/suggest';
import { formerField } from './former-fields';
import { inside, unwrap } from './schema-facts';
import { schemaAt } from './schema-shape';

/** The document that a field is looked up in: what its kind has, and what was written. */
interface Whole {
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** Where the value stands in its resource. */
  readonly at: Path;
}

/** A place of the kind that has a field of that name. */
interface Home {
  readonly path: Path;
  readonly schema: z.ZodType;
  /** How many levels away it is. */
  readonly distance: number;
}

/**
 * What to do about a field that its object does not have: correct its spelling, or put it where the kind has it, one level off or more.
 *
 * @param owner the path of the object in the value
 */
export function unknownField(key: string, owner: Path, whole: Whole): Detail {
  const { schema, value, at } = whole;
  const object = schemaAt(schema, owner);
  const shape = (object && inside(object).shape) ?? {};
  const path = [...at, ...owner, key];
  const message = `Unknown field ${quote(key)}${inOwner(path)}`;
  const got = valueAt(value, [...owner, key]);
  const meant = meantWord(key, Object.keys(shape));
  const isNear = meant !== undefined && (meant.isSure || meant.distance <= 1);
  const label = isNear ? undefined : inMap(key, got, shape, path, owner, whole);
  if (label) return { message, ...label };
  const known = isNear ? undefined : former(key, shape, path, got);
  if (known) return { message, ...known };
  const home = isNear ? undefined : homeOf(key, got, owner, whole);
  if (home) return { message, ...moved(home, path, owner, whole) };
  if (meant) return { message, ...renamed(meant, shape[meant.word]!, path, got, valueAt(value, owner)) };
  return { message, fix: withoutHome(key, shape) };
}

/** ` in "route"`, by the nearest name above it. */
function inOwner(path: Path): string {
  const owner = path[path.length - 2];
  return typeof owner === 'string' && path.length > 1 ? ` in ${quote(owner)}` : '';
}

type Found = Pick<Detail, 'fix' | 'edits' | 'meant'>;

function renamed(
  { word, isSure }: { readonly word: string; readonly isSure: boolean }, field: z.ZodType, path: Path, got: unknown, owner: unknown,
): Found {
  const isFree = isObject(owner) && !Object.hasOwn(owner, word);
  const edits: readonly Edit[] = isSure && isFree && field.safeParse(got).success ? [{ path, op: 'rename', to: word }] : [];
  return { fix: isFree ? `write ${word}` : `write ${word}, which is there already: keep one of the two`, edits, meant: [...path.slice(0, -1), word] };
}

/** A name that older releases, or other systems, have for a field of the same object. */
function former(key: string, shape: Readonly<Record<string, z.ZodType>>, path: Path, got: unknown): Found | undefined {
  const known = formerField(key, shape);
  if (!known) return undefined;
  const { fix, to, isSame, isGone } = known;
  const owner = path.slice(0, -1);
  if (isGone) return { fix, edits: [{ path, op: 'remove' }] };
  if (to === undefined) return { fix };
  const target = [...owner, ...to];
  const field = fieldAt(shape, to);
  const edit: Edit = to.length === 1 ? { path, op: 'rename', to: to[0]! } : { path, op: 'move', to: target };
  return { fix, meant: [...owner, to[0]!], edits: isSame && field?.safeParse(got).success ? [edit] : [] };
}

function fieldAt(shape: Readonly<Record<string, z.ZodType>>, [first, ...rest]: readonly string[]): z.ZodType | undefined {
  const field = shape[first!];
  return field && schemaAt(field, rest);
}

/** Labels that stand beside the map for them: `selector: {app: a}`, where `matchLabels` was to hold them. */
function inMap(
  key: string, got: unknown, shape: Readonly<Record<string, z.ZodType>>, path: Path, owner: Path, { value }: Whole,
): Found | undefined {
  const map = ['matchLabels', 'labels'].find((name) => Object.hasOwn(shape, name));
  if (map === undefined || typeof got !== 'string') return undefined;
  const to = [...path.slice(0, -1), map, key];
  const labels = valueAt(value, [...owner, map]);
  const isFree = labels === undefined || (isObject(labels) && !Object.hasOwn(labels, key));
  return { fix: `move it into ${map}: { ${key}: ${quote(got)} }`, edits: isFree ? [{ path, op: 'move', to }] : [] };
}

const FARTHEST = 4;

/** The one nearest place of the kind that has a field of that name, such as takes its value first; undefined where several are as near. */
function homeOf(key: string, got: unknown, owner: Path, { schema, value }: Whole, isUnfit = false): Home | undefined {
  let best: Home[] = [];
  const consider = (home: Home): void => {
    if (home.schema.safeParse(got).success === isUnfit) return;
    if (best.length === 0 || home.distance < best[0]!.distance) best = [home];
    else if (home.distance === best[0]!.distance && !best.some(({ path }) => renderPath(path) === renderPath(home.path))) best.push(home);
  };
  for (let up = 0; up <= owner.length; up++) {
    const from = owner.slice(0, owner.length - up);
    const object = schemaAt(schema, from);
    const steps = owner.slice(from.length).filter((step) => typeof step === 'string').length;
    if (object && inside(object).shape) search(object, from, steps, key, value, consider);
    if (best.length > 0 && best[0]!.distance <= steps + 1) break;
  }
  if (best.length === 0 && !isUnfit) return homeOf(key, got, owner, { schema, value, at: [] }, true);
  return best.length === 1 ? best[0] : undefined;
}

/** Looks in an object and below it, through lists; maps hold names of the user's. */
function search(schema: z.ZodType, path: Path, distance: number, key: string, value: unknown, found: (home: Home) => void): void {
  const { shape = {} } = inside(schema);
  if (distance > 0 && Object.hasOwn(shape, key)) found({ path: [...path, key], schema: shape[key]!, distance });
  if (distance >= FARTHEST) return;
  for (const [name, field] of Object.entries(shape)) {
    const { shape: inner, entry } = inside(field);
    if (inner) search(unwrap(field), [...path, name], distance + 1, key, value, found);
    else if (entry && unwrap(field)._zod.def.type === 'array' && inside(entry).shape) search(unwrap(entry), [...path, name, 0], distance + 1, key, value, found);
  }
}

function moved({ path: to, schema }: Home, path: Path, owner: Path, { value, at }: Whole): Found {
  const target = [...at, ...to];
  const isThere = valueAt(value, to) !== undefined;
  const isOnly = !isThere && isAlone(owner, to, value) && schema.safeParse(valueAt(value, [...owner, to[to.length - 1]!])).success;
  const fix = `move it to ${renderPath(target)}${isThere ? ', which is there already: keep one of the two' : ''}`;
  return { fix, edits: isOnly ? [{ path, op: 'move', to: target }] : [], meant: target };
}

/** True where the field means the same for as many things at its new place: no list on either side of the move has several entries. */
function isAlone(owner: Path, to: Path, value: unknown): boolean {
  const shared = owner.findIndex((step, i) => step !== to[i]);
  const from = shared === -1 ? owner.length : shared;
  return [owner, to].every((path) => path.slice(from).every((step, i) => {
    const list = valueAt(value, path.slice(0, from + i));
    return typeof step !== 'number' || list === undefined || (Array.isArray(list) && list.length === 1);
  }));
}

/** What to write where no place of the kind has the field. It does not advise to take out what may be a restriction. */
function withoutHome(key: string, shape: Readonly<Record<string, z.ZodType>>): string {
  const [, stem] = /^not([A-Z].*)$/.exec(key) ?? [];
  const positive = stem === undefined ? undefined : stem[0]!.toLowerCase() + stem.slice(1);
  const inner = positive !== undefined && Object.hasOwn(shape, positive) ? inside(shape[positive]!).shape : undefined;
  const nots = Object.keys(inner ?? {}).filter((name) => name.startsWith('not'));
  if (nots.length > 0) return `write what is excluded inside of ${positive}: ${nots.join(', ')}`;
  const known = Object.keys(shape).sort();
  return known.length === 0 ? 'remove it: no field is known here' : `write one of ${known.join(', ')}: a field that is none of them has no effect`;
}
