import type { RequestMatch } from '../../../lib/match/request-match';
import type { TextTest } from '../../../lib/match/text-test';

/** A request as a proxy sees it: the text of each subject, if it is there. */
export type Request = Readonly<Record<string, string>>;

/** Some texts as a request has them: whatever else it has, it has a path. */
export function withPath(texts: Request): Request {
  return { ...texts, path: texts.path?.startsWith('/') ? texts.path : '/' };
}

function holdsFor(test: TextTest, text: string): boolean {
  if ('present' in test) return true;
  if ('regex' in test) return new RegExp(`^(?:${test.regex})$`).test(text);
  const fold = (value: string): string => ('anyCase' in test && test.anyCase ? value.toLowerCase() : value);
  return 'exact' in test ? fold(test.exact) === fold(text) : fold(text).startsWith(fold(test.prefix));
}

/** What Envoy would say: written apart from the code under test, and with JavaScript's regexes. */
export function holds(match: RequestMatch, request: Request): boolean {
  return Object.entries(match as Readonly<Record<string, TextTest>>).every(([subject, test]) => {
    const denied = subject.startsWith('no ');
    const text = request[denied ? subject.slice(3) : subject];
    return denied ? text === undefined || !holdsFor(test, text) : text !== undefined && holdsFor(test, text);
  });
}

/** True when one of them holds; of none, all do. */
export function anyHolds(matches: readonly RequestMatch[], request: Request): boolean {
  return matches.length === 0 || matches.some((match) => holds(match, request));
}
