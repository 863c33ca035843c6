import { dnsLabel } from '../../../values/host-name';
import { quote } from '../../../core/quote';
import { ruleOf, TO_A, withRoute } from './virtual-service-rule';

/** Expected the name of a namespace in a match. */
export const matchNamespace = ruleOf({
  name: 'match-namespace',
  summary: 'Expected the name of a namespace in a match',
  fix: 'write the whole name of the namespace',
  source: 'VS-MATCH-012; validation.go validateHTTPRouteMatchRequest',
  good: [withRoute(`match: [{sourceNamespace: shop}], ${TO_A}`)],
  bad: [[withRoute(`match: [{sourceNamespace: "*"}], ${TO_A}`), 'spec.http[0].match[0].sourceNamespace']],
  check({ http = [] }, report) {
    http.forEach(({ match = [] }, i) => match.forEach(({ sourceNamespace }, m) => {
      const reason = sourceNamespace ? dnsLabel.test(sourceNamespace) : undefined;
      if (reason === undefined) return;
      report(['spec', 'http', i, 'match', m, 'sourceNamespace'], { message: `Expected the name of a namespace, got ${quote(sourceNamespace)}: ${reason}` });
    }));
  },
});
