import type { Located } from '../../analysis/pipeline';
import { editText } from '../../io/edit/edit-text';
import type { TextPlace } from '../input/texts';
import { diffHunks } from './line-diff';

type Found = Located<TextPlace>;

/** A text with the edits of its findings. */
export interface FixedText {
  readonly text: string;
  readonly fixed: readonly Found[];
  /** Findings whose edits cannot be made, and why. */
  readonly refused: readonly { readonly found: Found; readonly reason: string }[];
  /** What changed, as a unified diff without the names of the file. */
  readonly hunks: string;
}

/** Makes the edits of findings one after the other, in a text of any number of documents. */
export function fixText(before: string, findings: readonly Found[]): FixedText {
  const byDocument = new Map<number, Found[]>();
  for (const found of findings) {
    const { start } = found.place!.document!;
    byDocument.set(start, [...byDocument.get(start) ?? [], found]);
  }
  const [fixed, refused, parts]: [Found[], { found: Found; reason: string }[], string[]] = [[], [], []];
  const hunks: string[] = [];
  let done = 0;
  let lines = 0;
  let moved = 0;
  const keep = (end: number): void => {
    const kept = before.slice(done, end);
    parts.push(kept);
    lines += countLines(kept);
    done = end;
  };
  for (const [start, inDocument] of [...byDocument].sort(([a], [b]) => a - b)) {
    const { end } = inDocument[0]!.place!.document!;
    keep(start);
    const document = before.slice(start, end);
    let text = document;
    for (const found of inDocument) {
      const edited = editText(text, found.finding.edits!, found.place!.document!.prefix);
      if ('reason' in edited) refused.push({ found, reason: edited.reason });
      else {
        ({ text } = edited);
        fixed.push(found);
      }
    }
    hunks.push(diffHunks(document, text, lines, lines + moved));
    parts.push(text);
    lines += countLines(document);
    moved += countLines(text) - countLines(document);
    done = end;
  }
  keep(before.length);
  return { text: parts.join(''), fixed, refused, hunks: hunks.join('') };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
