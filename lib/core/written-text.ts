import { quote } from './quote';

/**
 * The value as a message shows it, with its source text where that is another.
 *
 * @param sourceText how YAML writes the value where it made no text of it: `1.10` of the number 1.1, `off` of false
 */
export function gotText(got: unknown, sourceText: string | undefined): string {
  if (typeof got === 'string') return `the string ${quote(got)}`;
  const isOther = sourceText !== undefined && (typeof got === 'number' || typeof got === 'boolean') && sourceText !== String(got);
  return isOther ? `${quote(got)}, as YAML reads ${sourceText}` : quote(got);
}

/** Text in quotes in place of what YAML, or a program, made a number or a boolean: what it was in the source counts, not what it became. */
export function quotedText(got: number | boolean, sourceText: string | undefined): { readonly fix: string; readonly value?: string } {
  const text = sourceText ?? String(got);
  // Without its source, only of a whole number the text is known: 1.1 may have been 1.10, and false may have been no or off.
  if (sourceText !== undefined || Number.isSafeInteger(got)) return { fix: `write ${quote(text)}`, value: text };
  const other = typeof got === 'number' ? `${text}0` : got ? 'on' : 'off';
  return { fix: `write the text in quotes as it is in the source: ${quote(text)}, or ${quote(other)} where YAML read that as ${text}` };
}
