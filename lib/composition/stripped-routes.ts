import { quote } from '../core/quote';
import { quoteRegex } from '../match/quote-regex';
import type { RequestMatch } from '../match/request-match';
import { isTestWithin, type TextTest } from '../match/text-test';
import { underPath } from '../match/under-path';
import type { Claimant } from './claim';
import { compositionRules } from './composition-rules';
import { claimOf } from './leaves/claim-of';
import { behaviourName } from './leaves/behaviours';
import { behindPrefix, prefixRewrite } from './leaves/rewrite';
import type { Outcome } from './outcome';
import type { Problem } from './problem';
import { claimantOf, type Route } from './routes';

/** Routes of a service as clients ask for them at a path that the gateway takes off. */
export interface StrippedRoutes {
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
}

/**
 * The routes of a service under a path that the gateway takes off before the service sees the request: each test of a path holds for the
 * path with the prefix in front, so that claims of the service hold for the paths that it sees.
 *
 * @param prefix the path of the mount
 * @param by the line that takes it off
 */
export function strippedRoutes(routes: readonly Route[], prefix: string, by: Claimant): StrippedRoutes {
  const problems: Problem[] = [];
  const stripped = routes.flatMap((route): Route[] => {
    const when = route.when.flatMap((match) => matchBehind(match, prefix));
    // A match that no path has is one that the service would never see either.
    if (route.when.length > 0 && when.length === 0) return [];
    const own = claimOf(route.behaviours, 'rewritePath');
    const value = own ? behindPrefix(own.value, prefix) : prefixRewrite(prefix, '');
    if (value === undefined || route.then.kind === 'delegate') {
      problems.push(notStrippable(route, prefix, by, value === undefined ? 'rewrites the path by a regex' : 'hands them to another VirtualService'));
    }
    const claim = { leaf: 'rewritePath', value: value ?? prefixRewrite(prefix, ''), by: own?.by ?? by } as const;
    const behaviours = { ...route.behaviours, [behaviourName(claim)]: claim };
    const whole = when.length === 0 ? underPath(prefix) : when;
    const isForwarded = route.then.kind === 'shares' || route.then.kind === 'version';
    return [{ ...route, when: whole, then: outcomeBehind(route.then, prefix), ...isForwarded ? { behaviours } : {} }];
  });
  return { routes: stripped, problems };
}

function notStrippable(route: Route, prefix: string, by: Claimant, what: string): Problem {
  const claimant = claimOf(route.behaviours, 'rewritePath')?.by ?? claimantOf(route) ?? by;
  return {
    rule: compositionRules.notStrippable,
    message: `Expected routes that hold with ${quote(prefix)} taken off, got ${quote(claimant.construct)}, which ${what}`,
    by: claimant,
    others: [by],
  };
}

/** The requests that clients make for those that the service sees. */
function matchBehind(match: RequestMatch, prefix: string): RequestMatch[] {
  const { path, ...rest } = match;
  if (path === undefined) return underPath(prefix).map((under) => ({ ...rest, ...under }));
  return pathsBehind(path, prefix).map((test) => ({ ...rest, path: test }));
}

const ROOT = { exact: '/' } as const;

/** Tests of a path with the prefix in front. The prefix alone stands for the root. */
function pathsBehind(test: TextTest, prefix: string): TextTest[] {
  const isAny = 'present' in test || ('prefix' in test && '/'.startsWith(test.prefix));
  if (isAny) return underPath(prefix).map(({ path }) => path!);
  const root: TextTest[] = isTestWithin(ROOT, test) ? [{ exact: prefix }] : [];
  if ('regex' in test) {
    const isPlain = /^\/[^|]*$/.test(test.regex); // one that needs no group shows its start to whoever joins it with a path
    return [...root, { regex: `${quoteRegex(prefix)}${isPlain ? test.regex : `(?:${test.regex})`}` }];
  }
  const text = 'exact' in test ? test.exact : test.prefix;
  if (!text.startsWith('/')) return [];
  // The prefix minds case, and what is behind it does not.
  if (test.anyCase) return [...root, { regex: `${quoteRegex(prefix)}(?i:${quoteRegex(text)})${'exact' in test ? '' : '.*'}` }];
  return [...root, 'exact' in test ? { exact: `${prefix}${text}` } : { prefix: `${prefix}${text}` }];
}

/** A redirect on the same host leads to a path that clients can ask for. */
function outcomeBehind(then: Outcome, prefix: string): Outcome {
  if (then.kind !== 'redirect') return then;
  const { path, prefix: moved, authority } = then.redirect;
  const behind = authority === undefined ? prefix : '';
  return { kind: 'redirect', redirect: {
    ...then.redirect,
    ...(path === undefined ? {} : { path: `${behind}${path}` }),
    ...(moved === undefined ? {} : { prefix: { from: `${prefix}${moved.from}`, to: `${behind}${moved.to}` } }),
  } };
}
