import type { ErrorCode } from 'yaml';

/** What the parser's findings mean to somebody who writes config. */
export interface SyntaxWords {
  readonly message: string;
  readonly fix?: string;
}

const WORDS: Partial<Record<ErrorCode, SyntaxWords>> = {
  BAD_DIRECTIVE: { message: 'Unknown directive: a line that begins with % is for the parser', fix: 'quote the text, or remove the line' },
  BAD_DQ_ESCAPE: { message: 'Unknown escape in double quotes', fix: 'write \\\\ for a backslash, or use single quotes' },
  BAD_INDENT: { message: 'Expected the indent of the lines around it, got another one', fix: 'indent the fields of one object alike' },
  BAD_SCALAR_START: { message: 'Expected a value, got a character that no unquoted value begins with', fix: 'put the value into quotes' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'Expected one "key: value" a line, got a second colon', fix: 'put the value into quotes, or begin a new line' },
  KEY_OVER_1024_CHARS: { message: 'Expected a key of at most 1024 characters', fix: 'look for a missing quote or colon' },
  MULTILINE_IMPLICIT_KEY: { message: 'Expected "key: value" on one line, got a key without a colon', fix: 'add the colon, or indent the text as part of the value above' },
  MULTIPLE_ANCHORS: { message: 'Expected one anchor a value, got two' },
  MULTIPLE_TAGS: { message: 'Expected one tag a value, got two' },
  TAB_AS_INDENT: { message: 'Expected spaces, got a tab as indent', fix: 'indent with spaces' },
};

/** One code of the parser can mean several things; its message tells them apart. */
const WORDS_OF_MESSAGE: readonly (readonly [RegExp, (...found: string[]) => SyntaxWords])[] = [
  [/end with a (.)$/, (end) => ({ message: `Expected a closing "${end}", got none`, fix: `close the bracket with ${end}` })],
  [/^Missing closing (.)quote/, (quote) => ({ message: 'Expected a closing quote, got none', fix: `close the text with ${quote}` })],
  [/^Unexpected .* token .*: "(.*)"$/, (token) => ({ message: `Expected a value or a key, got ${token}`, fix: 'remove it, or put the text into quotes' })],
  [/^Unexpected scalar at node end/, () => ({ message: 'Expected the end of the value, got more text behind it', fix: 'indent fields alike, and quote the whole of a text' })],
  [/^Missing directives-end/, () => ({ message: 'Expected --- below lines that begin with %', fix: 'add the line ---, or quote the text' })],
];

const TEMPLATE = /\{\{.*\}\}|\{\{-?\s*\w/;

/** The parser's finding in our words; where we have none, in its own. */
export function syntaxWords(code: ErrorCode, message: string, line: string): SyntaxWords {
  const [known] = WORDS_OF_MESSAGE.flatMap(([pattern, words]) => {
    const found = pattern.exec(message);
    return found ? [words(...found.slice(1))] : [];
  });
  return templateWords(line) ?? known ?? WORDS[code] ?? { message: `Expected YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}` };
}

/** What to say where a line of a chart was not rendered: as YAML it can mean something, but nothing that was meant. */
export function templateWords(line: string): SyntaxWords | undefined {
  if (!TEMPLATE.test(line)) return undefined;
  return { message: 'Expected YAML, got a template', fix: 'render it first: helm template CHART | cdk8s-istio check -' };
}
