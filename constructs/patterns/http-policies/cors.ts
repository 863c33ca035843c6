import type { Cors } from '../../../lib/composition/leaves/cors';
import { type RequestMatch, testsOf } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import type { StringMatch } from '../../../lib/kinds/_shared/string-match/api';
import { looseDot, type OriginMatch, strangerUnder, takesAnyOrigin } from '../../../lib/kinds/virtual-service/open-origin';
import { isOfPreflights, takesPreflights } from '../../../lib/kinds/virtual-service/preflight';
import { originProblem } from '../../../lib/values/cors-origin';
import { goDurationText, isDurationLike } from '../../../lib/values/go-duration';
import { type Pattern, refuseOption } from '../../core/pattern';
import type { HttpPoliciesCors } from './options';

/** What browsers may do with responses. @throws ConfigError for what browsers refuse, or what would let any page in @internal */
export function corsOf(pattern: Pattern, cors: HttpPoliciesCors, when: readonly RequestMatch[]): Cors {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAge, allowCredentials } = cors;
  const no = (option: string, message: string, fix: string): never => refuseOption(pattern, option, message, fix);
  if (!Array.isArray(allowOrigins) || allowOrigins.length === 0) {
    no('corsPolicy.allowOrigins', `Expected origins, got ${quote(allowOrigins)}`, "write ['https://shop.example.com']");
  }
  const isOdd = (origin: unknown): boolean => typeof origin !== 'string' && (typeof origin !== 'object' || origin === null);
  const odd = (allowOrigins as readonly unknown[]).findIndex(isOdd);
  if (odd >= 0) no('corsPolicy.allowOrigins', `Expected origins, got ${quote(allowOrigins[odd])}`, "write 'https://shop.example.com', or { regex: '…' }");
  for (const origin of allowOrigins as readonly (string | StringMatch)[]) {
    const match: StringMatch = typeof origin === 'string' ? { exact: origin } : origin;
    for (const kind of ['exact', 'prefix', 'regex'] as const) {
      const text: unknown = match[kind];
      const problem = typeof text === 'string' && text !== '' ? originProblem(kind, text) : undefined;
      if (problem) no('corsPolicy.allowOrigins', `Expected an origin, got ${quote(text)}: ${problem.reason}`, problem.fix ?? "write 'https://shop.example.com'");
    }
  }
  if (maxAge !== undefined && typeof maxAge !== 'string' && !isDurationLike(maxAge)) {
    no('corsPolicy.maxAge', `Expected a duration such as "1h", got ${quote(maxAge)}`, 'write whole seconds with a unit');
  }
  const open = allowCredentials ? (allowOrigins as readonly (string | StringMatch)[]).find(isOpen) : undefined;
  if (open !== undefined) {
    no('corsPolicy.allowOrigins', `Expected origins by name beside allowCredentials, got ${quote(open)}`, 'name each origin whole: others could read with their cookies');
  }
  const hidden = when.flatMap((match) => testsOf(match)).find(([subject, test]) => (
    subject === 'method' ? !('present' in test || takesPreflights(test)) : subject.startsWith('no header ') || (subject.startsWith('header ') && !isOfPreflights(subject.slice(7)))
  ));
  if (hidden) {
    no('match', `Expected requests that preflights are among, got those by ${hidden[0]}`, 'match the path alone: a browser asks first, with OPTIONS and no header of its own');
  }
  return {
    origins: allowOrigins.map((origin) => (typeof origin === 'string' ? { exact: origin } : origin)) as Cors['origins'],
    ...(allowMethods ? { methods: allowMethods } : {}),
    ...(allowHeaders ? { headers: allowHeaders } : {}),
    ...(exposeHeaders ? { exposeHeaders } : {}),
    ...(maxAge === undefined ? {} : { maxAge: goDurationText(maxAge) }),
    ...(allowCredentials === undefined ? {} : { credentials: allowCredentials }),
  };
}

/** True for an origin that anyone can register. */
function isOpen(origin: string | StringMatch): boolean {
  const match: OriginMatch = typeof origin === 'string' ? { exact: origin } : origin;
  return takesAnyOrigin(match) || (match.prefix !== undefined && strangerUnder(match.prefix) !== undefined)
    || (match.regex !== undefined && looseDot(match.regex) !== undefined);
}
