import { Lexer, Parser } from 'yaml';
import { fileRules } from '../core/file-rules';
import type { RuleDoc } from '../core/rule';

const MAX_DEPTH = 200;
const MAX_TOKENS = 8_000_000;

/** Where and why a text is not read to its end. */
export interface TooMuch {
  readonly rule: RuleDoc;
  readonly message: string;
  readonly offset: number;
}

/** What in a text would exhaust the YAML library, which composes recursively; running out of stack there can end the whole process. */
export function tooMuch(text: string): TooMuch | undefined {
  const parser = new Parser();
  let tokens = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    if (parser.stack.length > MAX_DEPTH) {
      return { rule: fileRules.tooDeep, message: `Expected at most ${MAX_DEPTH} levels of nesting, got more`, offset };
    }
    if (++tokens > MAX_TOKENS) {
      return { rule: fileRules.tooLarge, message: `Expected a document of at most ${MAX_TOKENS / 1e6} million tokens, got more`, offset };
    }
    for (const _ of parser.next(lexeme)); // the parser keeps its place
  }
  return undefined;
}
