import type { ErrorCode } from 'yaml';

/** What the parser's findings mean to somebody who writes config. */
export interface SyntaxWords {
  readonly message: string;
  readonly fix?: string;
}

const WORDS: Partial<Record<ErrorCode, SyntaxWords>> = {
  BAD_DIRECTIVE: { message: 'Unknown directive: a line that begins with % speaks to the parser', fix: 'quote the text, or remove the line' },
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

const TEMPLATE = /\{\{.*\}\}|\{\{-?\s*\w/;

/** The parser's finding in our words; where we have none, in its own. */
export function syntaxWords(code: ErrorCode, message: string, line: string): SyntaxWords {
  if (TEMPLATE.test(line)) {
    return { message: 'Expected YAML, got a template', fix: 'render it first: helm template CHART | cdk8s-istio check -' };
  }
  return WORDS[code] ?? { message: `Expected YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}` };
}
