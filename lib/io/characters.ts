// The classes of characters that go-yaml's scanner knows (go.yaml.in/yaml/v2 yamlprivateh.go), over UTF-16 units; 0 stands for the end
// of the text.

/** Codes of the characters that mean something in YAML. */
export const CHAR = {
  end: 0, tab: 0x09, newline: 0x0a, return: 0x0d, space: 0x20, bang: 0x21, doubleQuote: 0x22, hash: 0x23, percent: 0x25, ampersand: 0x26,
  singleQuote: 0x27, star: 0x2a, plus: 0x2b, comma: 0x2c, dash: 0x2d, point: 0x2e, zero: 0x30, nine: 0x39, colon: 0x3a, less: 0x3c,
  greater: 0x3e, question: 0x3f, at: 0x40, openBracket: 0x5b, backslash: 0x5c, closeBracket: 0x5d, backquote: 0x60, openBrace: 0x7b,
  pipe: 0x7c, closeBrace: 0x7d, nextLine: 0x85, lineSeparator: 0x2028, paragraphSeparator: 0x2029, byteOrderMark: 0xfeff,
} as const;

/** True for a space or a tab. */
export function isBlank(code: number): boolean {
  return code === CHAR.space || code === CHAR.tab;
}

/** True for what ends a line: also the line ends of Unicode, which YAML 1.1 still has. */
export function isBreak(code: number): boolean {
  return code === CHAR.newline || code === CHAR.return || isWideBreak(code);
}

/** True for a space, a tab, a line end or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  if (code > CHAR.space) return isWideBreak(code);
  return code === CHAR.space || code === CHAR.tab || code === CHAR.newline || code === CHAR.return || code === CHAR.end;
}

function isWideBreak(code: number): boolean {
  return code >= CHAR.nextLine && (code === CHAR.nextLine || code === CHAR.lineSeparator || code === CHAR.paragraphSeparator);
}

/** True for a decimal digit. */
export function isDigit(code: number): boolean {
  return code >= CHAR.zero && code <= CHAR.nine;
}

/** True for what the name of an anchor is made of. */
export function isWord(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === CHAR.dash;
}
