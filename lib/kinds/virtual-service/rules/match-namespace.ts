import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { dnsLabel } from '../../../values/host-name';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected the name of a namespace in a match. */
export const matchNamespace = defineRule<Spec>({
  id: 'virtual-service/match-namespace',
  onlyWith: ['sourceNamespace'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected the name of a namespace in a match',
  fix: 'write the whole name of the namespace',
  source: 'pkg/config/validation/virtualservice.go#validateHTTPRouteMatchRequest',
  good: [withRoute(`match: [{sourceNamespace: shop}], ${TO_A}`)],
  bad: [{ yaml: withRoute(`match: [{sourceNamespace: "*"}], ${TO_A}`), at: 'spec.http[0].match[0].sourceNamespace' }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ match = [] }, i) => match.forEach(({ sourceNamespace }, m) => {
      const reason = sourceNamespace ? dnsLabel.test(sourceNamespace) : undefined;
      if (reason === undefined) return;
      report(['spec', 'http', i, 'match', m, 'sourceNamespace'], { message: `Expected the name of a namespace, got ${quote(sourceNamespace)}: ${reason}` });
    }));
  },
});
