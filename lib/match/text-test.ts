import { compileRegex } from '../values/re2';

/** How a text is tested; `present` holds for any value. */
export type TextTest =
  | {
    /** The whole text. */
    readonly exact: string;
    /** Upper and lower case are the same. */
    readonly anyCase?: true;
  }
  | {
    /** How the text begins; of a path, by its characters and not by its segments. */
    readonly prefix: string;
    /** Upper and lower case are the same. */
    readonly anyCase?: true;
  }
  | {
    /** A regex in RE2 syntax that the whole text has to match. */
    readonly regex: string;
  }
  | {
    /** Any value will do, the empty one too. */
    readonly present: true;
  };

/** True when both tests are the same in every detail. */
export function areSameTests(a: TextTest, b: TextTest): boolean {
  return kindOf(a) === kindOf(b) && textOf(a) === textOf(b) && ('anyCase' in a && a.anyCase) === ('anyCase' in b && b.anyCase);
}

/** How a test compares: the field of it that is set. */
export function kindOf(test: TextTest): 'exact' | 'prefix' | 'regex' | 'present' {
  if ('exact' in test) return 'exact';
  if ('prefix' in test) return 'prefix';
  return 'regex' in test ? 'regex' : 'present';
}

/** The text that a test compares with; empty where any value passes. */
export function textOf(test: TextTest): string {
  if ('exact' in test) return test.exact;
  if ('prefix' in test) return test.prefix;
  return 'regex' in test ? test.regex : '';
}

/**
 * True when the wide test holds for each text that the narrow one holds for. False when that is not certain: two regexes are compared as
 * texts alone.
 */
export function isTestWithin(narrow: TextTest, wide: TextTest): boolean {
  if ('present' in wide || areSameTests(narrow, wide)) return true;
  if ('exact' in narrow) return narrow.anyCase === true ? isAnyCaseWithin(narrow.exact, wide) : testHolds(wide, narrow.exact);
  if (!('prefix' in narrow) || !('prefix' in wide)) return false;
  // A test that ignores case holds for texts that one which minds it does not.
  return (narrow.anyCase !== true || wide.anyCase === true) && startsWith(narrow.prefix, wide.prefix, wide.anyCase);
}

function isAnyCaseWithin(exact: string, wide: TextTest): boolean {
  return ('exact' in wide || 'prefix' in wide) && wide.anyCase === true && testHolds(wide, exact);
}

/** True when a test holds for a text. */
export function testHolds(test: TextTest, text: string): boolean {
  if ('exact' in test) return fold(test.exact, test.anyCase) === fold(text, test.anyCase);
  if ('prefix' in test) return startsWith(text, test.prefix, test.anyCase);
  if ('regex' in test) return compileRegex(test.regex)?.matches(text) ?? false;
  return true;
}

function startsWith(text: string, prefix: string, anyCase: true | undefined): boolean {
  return fold(text, anyCase).startsWith(fold(prefix, anyCase));
}

function fold(text: string, anyCase: true | undefined): string {
  return anyCase === true ? text.toLowerCase() : text;
}
