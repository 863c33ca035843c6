import type { Path } from '../../../core/finding';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import type { Json } from '../../../values/types';
import type { StringMatch } from '../../_shared/string-match/api';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

type Match = Json<StringMatch>;

/** Every text match in which an empty prefix or regex is refused; of paths only the regex is. */
function* textMatches({ http = [] }: Spec): Generator<{ readonly at: Path; readonly match: Match; readonly isPath: boolean }> {
  for (const [i, { match = [] }] of http.entries()) {
    for (const [m, one] of match.entries()) {
      const here: Path = ['spec', 'http', i, 'match', m];
      if (one.uri) yield { at: [...here, 'uri'], match: one.uri, isPath: true };
      for (const field of ['scheme', 'method', 'authority'] as const) {
        const given = one[field];
        if (given) yield { at: [...here, field], match: given, isPath: false };
      }
      for (const field of ['headers', 'withoutHeaders', 'queryParams'] as const) {
        for (const [key, given] of Object.entries(one[field] ?? {})) yield { at: [...here, field, key], match: given, isPath: false };
      }
    }
  }
}

/** Expected some text in a prefix or regex. */
export const matchEmptyText = defineRule<Spec>({
  id: 'virtual-service/match-empty-text',
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected some text in a prefix or regex',
  fix: 'write the text, or {} for a value that only has to be present',
  source: ['pkg/config/validation/validation.go#validateStringMatch', 'pkg/config/validation/validation.go#validateStringMatchRegexp'],
  good: [withRoute(`match: [{uri: {prefix: ""}, headers: {x-a: {}, x-b: {exact: ""}}}], ${TO_A}`)],
  bad: [
    { yaml: withRoute(`match: [{headers: {x-a: {prefix: ""}}}], ${TO_A}`), at: 'spec.http[0].match[0].headers.x-a.prefix' },
    { yaml: withRoute(`match: [{uri: {regex: ""}}], ${TO_A}`), at: 'spec.http[0].match[0].uri.regex' },
  ],
  check({ spec }, report) {
    for (const { at, match, isPath } of textMatches(spec)) {
      if (match.regex === '') report([...at, 'regex'], { message: 'Expected some text in a regex, got ""' });
      if (match.prefix === '' && !isPath) report([...at, 'prefix'], { message: 'Expected some text in a prefix, got ""' });
    }
  },
});
