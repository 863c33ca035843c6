import { joinMatches, type Unjoinable } from './join';
import { regexPrefix } from './regex-prefix';
import type { RequestMatch } from './request-match';
import type { TextTest } from './text-test';
import { isMatchWithin } from './within';

/** The requests under a path: the path itself and what is below it, but not paths that only start with the same letters. */
export function underPath(path: string | undefined): RequestMatch[] {
  return path === undefined ? [] : [{ path: { exact: path } }, { path: { prefix: `${path}/` } }];
}

/**
 * The requests under a path that the alternatives hold for. A regex that plainly starts with the path needs no second test, which one match
 * would have no room for.
 *
 * @param path alternatives of {@link underPath}; none: every path
 */
export function joinPath(when: readonly RequestMatch[], path: readonly RequestMatch[]): { matches: RequestMatch[]; problem?: Unjoinable } {
  const [first, ...rest] = when;
  if (first === undefined || path.length === 0 || rest.length === 0 && !isRegex(first.path)) return joinMatches(when, path);
  if (rest.length === 0) return joinRegex(first, path);
  const joined = when.map((match) => joinPath([match], path));
  const problem = joined.find((result) => result.problem)?.problem;
  const matches = joined.flatMap((result) => result.matches)
    .filter((match, i, all) => !all.some((other, j) => isMatchWithin(match, other) && (j < i || !isMatchWithin(other, match))));
  return { matches, ...(problem ? { problem } : {}) };
}

function joinRegex(match: RequestMatch, path: readonly RequestMatch[]): ReturnType<typeof joinPath> {
  const matches: RequestMatch[] = [];
  for (const alternative of path) {
    const relation = match.path && alternative.path ? regexUnder(match.path, alternative.path) : undefined;
    if (relation === 'always') return { matches: [match] };
    if (relation === 'never') continue;
    const joined = joinMatches([match], [alternative]);
    if (joined.problem) return joined;
    matches.push(...joined.matches);
  }
  return { matches };
}

function isRegex(test: TextTest | undefined): boolean {
  return test !== undefined && 'regex' in test;
}

/** Whether what a regex matches always, or never, starts with a prefix; `undefined` where that is not plain to see. */
function regexUnder(test: TextTest, path: TextTest): 'always' | 'never' | undefined {
  if (!('regex' in test) || !('prefix' in path)) return undefined;
  const start = regexPrefix(test.regex);
  if (start.startsWith(path.prefix)) return 'always';
  return path.prefix.startsWith(start) ? undefined : 'never';
}
