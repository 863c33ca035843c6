/** How a text is tested; `present` holds for any value. */
export type TextTest =
  | { readonly exact: string; readonly anyCase?: true }
  | { readonly prefix: string; readonly anyCase?: true }
  | { readonly regex: string }
  | { readonly present: true };

/** What of a request is tested. */
export type Subject =
  | 'path' | 'method' | 'scheme' | 'authority' | 'client namespace'
  | `header ${string}` | `no header ${string}` | `cookie ${string}` | `query ${string}` | `client label ${string}`;

/** Tests that all have to hold, by what they test. Without any, it holds for every request. */
export type RequestMatch = { readonly [S in Subject]?: TextTest };

/** The tests of a match, in the order of their subjects. */
export function testsOf(match: RequestMatch): [Subject, TextTest][] {
  return (Object.entries(match) as [Subject, TextTest][]).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A match that is the same text for the same tests. */
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
