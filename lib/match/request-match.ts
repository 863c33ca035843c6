import { compareText } from '../core/compare-text';
import type { TextTest } from './text-test';

/** The part of a request that is tested. */
export type Subject =
  | 'path' | 'method' | 'scheme' | 'authority' | 'client namespace'
  | `header ${string}` | `no header ${string}` | `cookie ${string}` | `query ${string}` | `client label ${string}`;

/** Tests that all have to hold, by their subject. Without any, it holds for every request. */
export interface RequestMatch {
  /** The path, without the query. */
  readonly path?: TextTest;
  /** The method, such as `GET`. */
  readonly method?: TextTest;
  /** The scheme: `http` or `https`. */
  readonly scheme?: TextTest;
  /** The authority: the `Host` header of HTTP/1.1. */
  readonly authority?: TextTest;
  /** The namespace of the client's pod. */
  readonly 'client namespace'?: TextTest;
  /** The value of the header of that name. */
  readonly [header: `header ${string}`]: TextTest | undefined;
  /** A value that the header of that name does not have. */
  readonly [noHeader: `no header ${string}`]: TextTest | undefined;
  /** The value of the cookie of that name. */
  readonly [cookie: `cookie ${string}`]: TextTest | undefined;
  /** The value of the query parameter of that name. */
  readonly [query: `query ${string}`]: TextTest | undefined;
  /** The value of the label of that name on the client's pod. */
  readonly [clientLabel: `client label ${string}`]: TextTest | undefined;
}

/** The tests of a match, in the order of their subjects. */
export function testsOf(match: RequestMatch): [Subject, TextTest][] {
  return (Object.entries(match) as [Subject, TextTest][]).sort(([a], [b]) => compareText(a, b));
}

/** The alternatives of a list of matches; an empty list stands for every request, as the empty match does. */
export function alternativesOf(matches: readonly RequestMatch[]): readonly RequestMatch[] {
  return matches.length === 0 ? [{}] : matches;
}

/** A text that two lists of matches share exactly when their tests are the same. */
export function matchKey(matches: readonly RequestMatch[]): string {
  return matches.map((match) => JSON.stringify(testsOf(match))).sort().join();
}

/** The match in words: `header end-user is "jason" and path starts with "/api/"`. */
export function matchText(matches: readonly RequestMatch[]): string {
  if (matches.length === 0) return 'every request';
  return matches.map((match) => testsOf(match).map(testText).join(' and ') || 'every request').join(', or ');
}

function testText([subject, test]: [Subject, TextTest]): string {
  const anyCase = 'anyCase' in test && test.anyCase ? ' in any case' : '';
  if ('exact' in test) return `${subject} is ${JSON.stringify(test.exact)}${anyCase}`;
  if ('prefix' in test) return `${subject} starts with ${JSON.stringify(test.prefix)}${anyCase}`;
  if ('regex' in test) return `${subject} matches ${JSON.stringify(test.regex)}`;
  return `${subject} is there`;
}
