import * as fc from 'fast-check';

/** Text that means something to a parser, a terminal or a CI system. */
export const TRICKY: readonly string[] = [
  '', ' ', '.', '..', '*', '/', ':', '::', '-', '--', '%', '%%', '"', '\'', '\\', '{', '}', '[', ']', '(', '((', ')', '|', '$', '^', '?', '+', '0', ',', '=', '#',
  '\0', '\n', '\r\n', '\t', '\x1b[2J', '\x1b]0;x\x07', '\x9b31m', '\u202e', '\u2028', '\ufeff', '\ud800', '\udc00', '\u{1f600}', 'ß', 'İ', 'é', '\u0301',
  '\n::error file=x::pwned\n', '##[error]x', '::stop-commands::x', '{{ .Values.x }}', '{{', '}}', '${x}', '$(x)', '__proto__', 'constructor', 'toString',
  'null', 'true', 'NaN', 'Infinity', '1e309', '-0', '0x1f', '1_000', '9007199254740993', '18446744073709551616', 'a'.repeat(64), 'a'.repeat(254),
];

const tricky = fc.constantFrom(...TRICKY);

/** A text with up to two changes; most often none. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.constantFrom<Change>('insert', 'replace', 'delete', 'double', 'repeat', 'case', 'cut'), fc.nat(255), tricky);
  return fc.oneof(
    { weight: 3, arbitrary: texts },
    { weight: 2, arbitrary:
        fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 2 }))
          .map(([text, changes]) => changes.reduce(changed, text)) },
  );
}

type Change = 'insert' | 'replace' | 'delete' | 'double' | 'repeat' | 'case' | 'cut';

function changed(text: string, [change, place, extra]: [Change, number, string]): string {
  const at = place % (text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (change) {
    case 'insert': return before + extra + after;
    case 'replace': return before + extra + after.slice(1);
    case 'delete': return before + after.slice(1);
    case 'double': return text + text;
    case 'repeat': return before + after.slice(0, 1).repeat(place) + after;
    case 'case': return before + after.toUpperCase();
    case 'cut': return before;
  }
}
