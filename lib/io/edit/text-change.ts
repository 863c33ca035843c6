/** A part of a text, and what takes its place. */
export interface TextChange {
  readonly start: number;
  /** Behind its last character; the same as the start where text is put in. */
  readonly end: number;
  readonly text: string;
}

/** The text after changes that do not overlap. */
export function withChanges(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: put } of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(done, start), put);
    done = end;
  }
  return parts.join('') + text.slice(done);
}

/** The one change that makes a text of another, from the first character that differs to the last. */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < most - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) };
}
