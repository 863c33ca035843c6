import type { Path } from '../../../core/finding';
import { dnsLabel } from '../../../values/host-name';
import { port as portNumber } from '../../../values/port';
import { quote } from '../../../core/quote';
import type { Json } from '../../../values/types';
import type { StringMatch } from '../../_shared/string-match/api';
import { rulesOf, type Spec, TO_A, withRoute } from './rule-rows';

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

/** What a match of HTTP requests may be. */
export const httpMatch = rulesOf([
  {
    name: 'match-empty-text',
    summary: 'Expected some text in a prefix or regex',
    fix: 'write the text, or {} to ask only that it is there',
    source: 'VS-MATCH-003, VS-MATCH-005, VS-MATCH-006, VS-MATCH-007, VS-MATCH-008; validation.go validateStringMatch, validateStringMatchRegexp',
    good: [withRoute(`match: [{uri: {prefix: ""}, headers: {x-a: {}, x-b: {exact: ""}}}], ${TO_A}`)],
    bad: [
      [withRoute(`match: [{headers: {x-a: {prefix: ""}}}], ${TO_A}`), 'spec.http[0].match[0].headers.x-a.prefix'],
      [withRoute(`match: [{uri: {regex: ""}}], ${TO_A}`), 'spec.http[0].match[0].uri.regex'],
    ],
    check(spec, report) {
      for (const { at, match, isPath } of textMatches(spec)) {
        if (match.regex === '') report([...at, 'regex'], { message: 'Expected some text in a regex, got ""' });
        if (match.prefix === '' && !isPath) report([...at, 'prefix'], { message: 'Expected some text in a prefix, got ""' });
      }
    },
  },
  {
    name: 'match-port',
    summary: 'Expected a port from 1 to 65535 in a match',
    fix: 'write the number of the port, or leave it out for any',
    source: 'VS-MATCH-009, VS-TLS-007, VS-TCP-002; validation.go validateHTTPRouteMatchRequest, validateTLSMatch, validateTCPMatch',
    good: [withRoute(`match: [{port: 0}], ${TO_A}`)],
    bad: [[withRoute(`match: [{port: 70000}], ${TO_A}`), 'spec.http[0].match[0].port'], [`spec: {hosts: [a.com], tcp: [{match: [{port: 70000}], ${TO_A}}]}`, 'spec.tcp[0].match[0].port']],
    check({ http = [], tls = [], tcp = [] }, report) {
      for (const [protocol, routes] of Object.entries({ http, tls, tcp })) {
        routes.forEach(({ match = [] }, i) => match.forEach(({ port = 0 }, m) => {
          const reason = port === 0 ? undefined : portNumber.test(port);
          if (reason !== undefined) report(['spec', protocol, i, 'match', m, 'port'], { message: `Expected ${portNumber.expected}, got ${port}: ${reason}` });
        }));
      }
    },
  },
  {
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
  },
]);
