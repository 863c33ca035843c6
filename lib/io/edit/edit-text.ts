import { isDeepStrictEqual } from 'node:util';
import { type Edit, withEdits } from '../../core/edit';
import type { Path } from '../../core/finding';
import { readDocuments, type TextDocument } from '../documents';
import { DocumentChanges } from './document-changes';
import { changeBetween, type TextChange, withChanges } from './text-change';
import { Unwritable } from './unwritable';

/** A text after edits, and what they changed; or why they cannot be made in it. */
export type EditedText = { readonly text: string; readonly changes: readonly TextChange[] } | { readonly reason: string };

/**
 * Makes edits in the text of one document. What they do not change stays as it is, byte for byte. The text is read again afterwards: should
 * it be anything else than the document after the edits, none is made.
 *
 * @param prefix where in the document the resource begins whose paths the edits have
 */
export function editText(before: string, edits: readonly Edit[], prefix: Path): EditedText {
  let text = before;
  let changes: readonly TextChange[] = [];
  for (const edit of edits) {
    const document = onlyDocument(text);
    if (document?.value === undefined) return { reason: 'its document is not read as it stands' };
    if (document.origin !== undefined) return { reason: `it was rendered from ${document.origin}: correct that template` };
    const made = changesOf(text, document, below(edit, prefix));
    if ('reason' in made) return made;
    ({ text, changes } = made);
  }
  return edits.length === 1 ? { text, changes } : { text, changes: [changeBetween(before, text)] };
}

function changesOf(text: string, document: TextDocument, edit: Edit): EditedText {
  try {
    const writer = new DocumentChanges(text, document.root()!, document.value);
    const changes = writer.of(edit);
    const edited = withChanges(text, changes);
    const after = onlyDocument(edited);
    const isRight = after !== undefined && after.faults.length <= document.faults.length
      && isDeepStrictEqual(after.value, withEdits(document.value, [edit]));
    if (isRight) return { text: edited, changes };
    return { reason: writer.isAnchored ? 'it is inside of an anchor, and aliases bring it to other places too' : 'its text cannot be changed without changing more' };
  } catch (error) {
    if (error instanceof Unwritable) return { reason: error.message };
    throw error;
  }
}

function onlyDocument(text: string): TextDocument | undefined {
  const [document, ...more] = [...readDocuments(text)].filter(({ value, faults }) => value !== undefined || faults.length > 0);
  return more.length === 0 ? document : undefined;
}

function below(edit: Edit, prefix: Path): Edit {
  const { path, op, to } = edit;
  return { ...edit, path: [...prefix, ...path], ...(op === 'move' ? { to: [...prefix, ...to as Path] } : {}) };
}
