import { type Edit, withEdits } from './edit';
import { type Finding, renderPath } from './finding';

/** How many findings of one resource are tried one by one when their edits do harm together. */
const MOST_TRIED = 20;
/** Each try finds all again, so fewer are tried where there are many. */
const MOST_FOUND_AGAIN = 400;

/**
 * The findings of a resource, without edits that would not remove their finding, or that would bring an error to light which the resource
 * does not have as it is. What remains can be made without looking at it again.
 *
 * @param check the findings of the resource as it is after edits
 */
export function withSafeEdits(
  resource: unknown, findings: readonly Finding[], check: (edited: unknown) => readonly Finding[],
): readonly Finding[] {
  const before = new Set(findings.map(keyOf));
  const isSafe = (corrected: readonly Finding[]): boolean => {
    const edited = withEdits(resource, corrected.flatMap(({ edits = [] }) => edits));
    if (edited === undefined) return false;
    const gone = new Set(corrected.map(keyOf));
    return check(edited).every((found) => !gone.has(keyOf(found)) && (found.severity !== 'error' || before.has(keyOf(found))));
  };
  const corrected = findings.filter(({ edits }) => edits);
  if (isSafe(corrected)) return findings;
  let kept: readonly Finding[] = [];
  const tried = Math.min(MOST_TRIED, Math.ceil(MOST_FOUND_AGAIN / findings.length));
  for (const found of corrected.slice(0, tried)) if (isSafe([...kept, found])) kept = [...kept, found];
  return findings.map((found) => (found.edits && !kept.includes(found) ? withoutEdits(found) : found));
}

function keyOf({ rule, path }: Finding): string {
  return `${rule} ${renderPath(path)}`;
}

function withoutEdits({ edits: _, ...found }: Finding & { readonly edits?: readonly Edit[] }): Finding {
  return found;
}
