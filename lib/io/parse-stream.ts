import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { RuleDoc } from '../core/rule';
import { fileRules } from '../core/file-rules';

/** What the composer makes; scalars keep their text, because `plainScalar` reads them. */
export type Composed = Document.Parsed;

/** Why reading stopped before the end of the text. */
export class ReadingStopped extends Error {
  public constructor(public readonly rule: RuleDoc, message: string, public readonly offset: number) {
    super(message);
  }
}

const MAX_DEPTH = 200;
const MAX_TOKENS = 8_000_000;

/** The documents of a text, one at a time: nothing of a document is kept once the next one is asked for. */
export function* parseStream(text: string): Generator<Composed> {
  // Keys are compared while they are converted: the composer's own comparison takes quadratic time.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' });
  yield* composer.compose(boundedTokens(text), true, text.length) as Generator<Composed>;
}

/**
 * The syntax tree of each document. Composing is recursive, and running out of stack there can take the whole process down,
 * so depth is bounded here, where it is a number.
 */
function* boundedTokens(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let tokens = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (parser.stack.length > MAX_DEPTH) {
      throw new ReadingStopped(fileRules.tooDeep, `Expected at most ${MAX_DEPTH} levels of nesting, got more`, parser.offset);
    }
    if (++tokens > MAX_TOKENS) {
      throw new ReadingStopped(fileRules.tooLarge, `Expected a document of at most ${MAX_TOKENS / 1e6} million tokens, got more`, parser.offset);
    }
    for (const token of parser.next(lexeme)) {
      yield token;
      if (token.type === 'document') tokens = 0;
    }
  }
  yield* parser.end();
}
