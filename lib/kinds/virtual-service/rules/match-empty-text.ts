import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { textMatches } from '../text-matches';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected some text in a prefix or regex; of paths only the regex may not be empty. */
export const matchEmptyText = defineRule<Spec>({
  id: 'virtual-service/match-empty-text',
  onlyWith: ['match'],
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
    for (const { at, field, match } of textMatches(spec)) {
      if (match.regex === '') report([...at, 'regex'], { message: 'Expected some text in a regex, got ""' });
      if (match.prefix === '' && field !== 'uri') report([...at, 'prefix'], { message: 'Expected some text in a prefix, got ""' });
    }
  },
});
