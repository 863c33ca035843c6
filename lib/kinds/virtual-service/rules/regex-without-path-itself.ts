import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { textMatches } from '../text-matches';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const when = (uri: string): string => withRoute(`match: [${uri}], ${TO_A}`);

/** `/policy/.*` is all below /policy, and not /policy itself. */
export const regexWithoutPathItself = defineRule<Spec>({
  id: 'virtual-service/regex-without-path-itself',
  onlyWith: ['regex'],
  severity: 'info',
  authority: 'cdk8s-istio',
  summary: 'Expected a regex that matches the path itself as well as all below it',
  why: 'A regex that ends in /.* does not match the path in front of the slash, which then takes a later route or is not found.',
  fix: 'put (/.*)? in the place of /.*, or match the path itself beside it',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch',
  check({ spec }, report) {
    const all = textMatches(spec).filter(({ field }) => field === 'uri');
    const texts = new Set(all.map(({ match: { exact, prefix, regex } }) => exact ?? prefix ?? regex));
    for (const { at, match: { regex } } of all) {
      const path = regex === undefined ? undefined : /^\^?(\/[\w/~%-]*[\w~%-])\/\.[*+]\$?$/.exec(regex)?.[1];
      if (path === undefined || texts.has(path) || texts.has(`${path}/`)) continue;
      report([...at, 'regex'], { message: `Expected a regex that matches ${path} itself as well, got ${quote(regex)}`, fix: `write ${path}(/.*)?` });
    }
  },
  good: [when('{uri: {regex: "/policy(/.*)?"}}'), when('{uri: {exact: /policy}}, {uri: {regex: "/policy/.*"}}'), when('{uri: {regex: "/.*"}}')],
  bad: [{ yaml: when('{uri: {regex: "/policy/.*"}}'), at: 'spec.http[0].match[0].uri.regex' }],
});
