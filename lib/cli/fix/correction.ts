import type { Located } from '../../analysis/pipeline';
import { editText } from '../../io/edit/edit-text';
import type { TextChange } from '../../io/edit/text-change';
import type { TextPlace, Texts } from '../input/texts';

/** What corrects a finding in its file, or why its edits cannot be made there. */
export type Correction = { readonly file: string; readonly changes: readonly TextChange[] } | { readonly reason: string };

/** The changes of a file that make the edits of a finding; undefined where it has none. Offsets are those of the whole file. */
export function correctionOf({ finding: { edits }, place }: Located<TextPlace>, texts: Texts): Correction | undefined {
  if (!edits || !place?.document) return undefined;
  const { file } = place.source;
  const { start, end, prefix } = place.document;
  const edited = editText(texts.slice(file, start, end), edits, prefix);
  if ('reason' in edited) return edited;
  return { file, changes: edited.changes.map((change) => ({ ...change, start: change.start + start, end: change.end + start })) };
}
