import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { textMatches } from '../text-matches';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const when = (regex: string): string => withRoute(`match: [{uri: {regex: "${regex}"}}], ${TO_A}`);
const AT = 'spec.http[0].match[0].uri.regex';

/** A regex has to match the whole path, and a path without any sign of a regex is matched by itself alone. */
export const wholePathRegex = defineRule<Spec>({
  id: 'virtual-service/whole-path-regex',
  onlyWith: ['regex'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a regex that is meant for the whole path',
  why: 'Envoy matches a regex with the whole path: one without any sign of a regex matches that one path, and nothing below it.',
  fix: 'write exact for the one path, prefix for the path and all below it, or put (/.*)? behind it',
  source: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch', 'test/traffic/recorded/matches-that-take-no-request.yaml'],
  check({ spec }, report) {
    for (const { at, field, match: { regex } } of textMatches(spec)) {
      // With a dollar sign at its end the whole path is what was meant.
      if (field !== 'uri' || regex === undefined || !/^\^?\/(?:[\w/~%-]|\\[.-])*$/.test(regex)) continue;
      const path = regex.replace(/^\^/, '').replace(/\\/g, '');
      report([...at, 'regex'], {
        message: `Expected a regex for the whole path, got ${quote(regex)}: it matches ${path} alone`,
        fix: `write exact: ${path}, or prefix: ${path}`,
      });
    }
  },
  good: [when('/v1(/.*)?'), when('/v1/.*'), when('^/v1$'), when('/v[12]'), when('/a|/b')],
  bad: [{ yaml: when('/v1'), at: AT }, { yaml: when('^/api/v1'), at: AT }],
});
