const CONTEXT = 3;
const NO_NEWLINE = '\\ No newline at end of file\n';

/** One line of a diff: kept, taken away, or new. */
interface Row {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * The hunks of a unified diff, as `diff -u` writes them, with three lines around each change.
 *
 * @param before how many lines of the old file stand above the text
 * @param after how many lines of the new file stand above it
 */
export function diffHunks(old: string, now: string, before: number, after: number): string {
  const rows = rowsOf(linesOf(old), linesOf(now));
  const hunks: string[] = [];
  let [oldLine, newLine] = [before, after];
  for (let at = 0; at < rows.length; at++) {
    if (rows[at]!.mark === ' ') {
      oldLine++;
      newLine++;
      continue;
    }
    const start = Math.max(0, at - CONTEXT);
    let end = at;
    for (let kept = 0; end < rows.length && kept <= 2 * CONTEXT; end++) kept = rows[end]!.mark === ' ' ? kept + 1 : 0;
    while (end > at && trailing(rows, end) > CONTEXT) end--;
    const hunk = rows.slice(start, end);
    const [oldCount, newCount] = [hunk.filter(({ mark }) => mark !== '+').length, hunk.filter(({ mark }) => mark !== '-').length];
    const [oldStart, newStart] = [oldLine - (at - start), newLine - (at - start)];
    hunks.push(`@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@\n${hunk.map(({ mark, line }) => mark + ended(line)).join('')}`);
    oldLine = oldStart + oldCount;
    newLine = newStart + newCount;
    at = end - 1;
  }
  return hunks.join('');
}

function range(start: number, count: number): string {
  return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n${NO_NEWLINE}`;
}

/** How many kept lines stand before the end of a hunk. */
function trailing(rows: readonly Row[], end: number): number {
  let count = 0;
  while (count < end && rows[end - 1 - count]!.mark === ' ') count++;
  return count;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The rows of the shortest script between two lists of lines (Myers). */
function rowsOf(old: readonly string[], now: readonly string[]): Row[] {
  let [start, end] = [0, 0];
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const keep = (line: string): Row => ({ mark: ' ', line });
  return [
    ...old.slice(0, start).map(keep),
    ...script(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(keep),
  ];
}

function script(old: readonly string[], now: readonly string[]): Row[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let cost = 0; ; cost++) {
    trace.push(new Map(furthest));
    for (let k = -cost; k <= cost; k += 2) {
      const isDown = k === -cost || (k !== cost && furthest.get(k - 1)! < furthest.get(k + 1)!);
      let x = isDown ? furthest.get(k + 1)! : furthest.get(k - 1)! + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x++;
      furthest.set(k, x);
      if (x >= old.length && x - k >= now.length) return rowsBack(old, now, trace);
    }
  }
}

function rowsBack(old: readonly string[], now: readonly string[], trace: readonly Map<number, number>[]): Row[] {
  const rows: Row[] = [];
  let [x, y] = [old.length, now.length];
  for (let cost = trace.length - 1; cost >= 0; cost--) {
    const furthest = trace[cost]!;
    const k = x - y;
    const isDown = k === -cost || (k !== cost && furthest.get(k - 1)! < furthest.get(k + 1)!);
    const from = isDown ? furthest.get(k + 1)! : furthest.get(k - 1)!;
    const fromY = from - (isDown ? k + 1 : k - 1);
    for (; x > from && y > fromY && x > 0 && y > 0; y--) rows.push({ mark: ' ', line: old[--x]! });
    if (cost === 0) break;
    if (isDown) rows.push({ mark: '+', line: now[--y]! });
    else rows.push({ mark: '-', line: old[--x]! });
  }
  return rows.reverse();
}
