/** What is wrong with an entry of a list of localities, and which. */
export interface LocalityProblem {
  readonly entry: string;
  readonly reason: string;
}

/** What was seen of a part of localities: itself, and the parts below it. */
interface Seen {
  bare: boolean;
  readonly below: Map<string, Seen>;
}

/** The first problem of a list of `region/zone/subzone`, in order: `us/a` before `us/*` passes, after it does not. */
export function localityProblem(entries: readonly string[]): LocalityProblem | undefined {
  const root: Seen = { bare: false, below: new Map() };
  for (const entry of entries) {
    const reason = formProblem(entry) ?? overlap(root, partsOf(entry));
    if (reason !== undefined) return { entry, reason };
  }
  return undefined;
}

/** The same in any order: istiod reads a map in the order that Go happens to give it, so what can overlap may be refused. */
export function localityProblemInAnyOrder(entries: readonly string[]): LocalityProblem | undefined {
  for (const [i, entry] of entries.entries()) {
    const reason = formProblem(entry);
    if (reason !== undefined) return { entry, reason };
    for (const other of entries.slice(0, i)) {
      const problem = localityProblem([other, entry]) ?? localityProblem([entry, other]);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function formProblem(entry: string): string | undefined {
  const star = entry.indexOf('*');
  if (star >= 0 && star !== entry.length - 1) return 'a star can only be the last character';
  return partsOf(entry).includes('') ? 'a part of it is empty' : undefined;
}

/** Region, zone and subzone, which has all slashes that are left. */
function partsOf(entry: string): readonly string[] {
  const [region = '', zone, ...subzone] = entry.split('/');
  return zone === undefined ? [region] : subzone.length === 0 ? [region, zone] : [region, zone, subzone.join('/')];
}

/** Adds the parts to what was seen, unless something before covers them. */
function overlap(root: Seen, parts: readonly string[]): string | undefined {
  if (root.below.get('*')?.bare) return '"*" before it covers it';
  let at = root;
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1;
    const covered = (i > 0 && (at.bare || at.below.get('*')?.bare)) || (isLast && at.below.has(part)) || at.below.get(part)?.bare;
    if (covered) return 'an entry before it overlaps';
    const next = at.below.get(part) ?? { bare: false, below: new Map<string, Seen>() };
    at.below.set(part, next);
    at = next;
  }
  at.bare = true;
  return undefined;
}
