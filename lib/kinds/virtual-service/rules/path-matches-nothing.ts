import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { pathProblem } from '../path-problem';
import { textMatches } from '../text-matches';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const when = (uri: string): string => withRoute(`match: [{uri: ${uri}}], ${TO_A}`);
const AT = 'spec.http[0].match[0].uri';

/** A path that no request has. */
export const pathMatchesNothing = defineRule<Spec>({
  id: 'virtual-service/path-matches-nothing',
  onlyWith: ['match'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a path that starts with a slash and has no query',
  why: 'No request has such a path, so the route is never taken.',
  fix: 'write the path with a slash at its start, and match parameters in queryParams',
  source: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest', 'test/traffic/recorded/matches-that-take-no-request.yaml'],
  check({ spec }, report) {
    for (const { at, field, match } of textMatches(spec)) {
      const problem = field === 'uri' ? pathProblem(match) : undefined;
      if (problem === undefined) continue;
      const { kind, reason, fix } = problem;
      report([...at, kind], { message: `Expected a path that requests have, got ${kind} ${quote(match[kind])}: ${reason}`, ...(fix ? { fix } : {}) });
    }
  },
  good: [
    when('{prefix: /}'), when('{prefix: ""}'), when('{exact: /a}'), when('{regex: ".*/a"}'), when('{regex: "^/a(\\\\?.*)?$"}'), when('{regex: "(?i)/a"}'),
    when('{regex: "[/]a"}'),
  ],
  bad: [
    { yaml: when('{prefix: admin}'), at: `${AT}.prefix` },
    { yaml: when('{exact: a.html}'), at: `${AT}.exact` },
    { yaml: when('{exact: "/search?q=a"}'), at: `${AT}.exact` },
    { yaml: when('{regex: "v1/.*"}'), at: `${AT}.regex` },
  ],
});
