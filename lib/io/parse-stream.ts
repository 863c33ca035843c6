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
const [TAB, NEWLINE, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/**
 * The documents of a text, one at a time: nothing of a document is kept once the next one is asked for.
 *
 * @param tabs gets the offsets of tabs where kubectl takes none
 */
export function* parseStream(text: string, tabs: number[] = []): Generator<Composed> {
  // Keys are compared while they are converted: the composer's own comparison takes quadratic time.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' });
  yield* composer.compose(boundedTokens(text, tabs), true, text.length) as Generator<Composed>;
}

/**
 * The syntax tree of each document. Composing is recursive, and running out of stack there can take the whole process down,
 * so depth is bounded here, where it is a number.
 */
function* boundedTokens(text: string, tabs: number[]): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let tokens = 0;
  let isFresh = true;
  for (const lexeme of new Lexer().lex(text)) {
    if (parser.stack.length > MAX_DEPTH) {
      throw new ReadingStopped(fileRules.tooDeep, `Expected at most ${MAX_DEPTH} levels of nesting, got more`, parser.offset);
    }
    if (++tokens > MAX_TOKENS) {
      throw new ReadingStopped(fileRules.tooLarge, `Expected a document of at most ${MAX_TOKENS / 1e6} million tokens, got more`, parser.offset);
    }
    const first = lexeme.charCodeAt(0);
    if (first !== SPACE && first !== TAB) {
      isFresh = first === NEWLINE || first === RETURN || lexeme === '-' || lexeme === '?';
    } else if (isFresh && lexeme.includes('\t') && !parser.stack.some(({ type }) => type === 'flow-collection')) {
      const tab = parser.offset + lexeme.indexOf('\t');
      // Behind spaces on an otherwise empty line kubectl mostly takes it.
      if (tab === 0 || text[tab - 1] === '\n' || !isBlankFrom(text, tab)) tabs.push(tab);
    }
    for (const token of parser.next(lexeme)) {
      yield token;
      if (token.type === 'document') tokens = 0;
    }
  }
  yield* parser.end();
}

function isBlankFrom(text: string, start: number): boolean {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at === text.length || text[at] === '\n' || text[at] === '\r';
}
