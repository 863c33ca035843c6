import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule, type Report, type Rule, type RuleDoc } from '../../../core/rule';
import { looseDot, type OriginMatch, strangerUnder, takesAnyOrigin } from '../open-origin';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

type Words = Omit<RuleDoc, 'authority' | 'severity' | 'source'> & Pick<Rule<unknown>, 'good' | 'bad'>;

/** A rule about each origin whose pages may send credentials. */
function originRule(recorded: 'any' | 'loose', words: Words, check: (origin: OriginMatch, at: Path, report: Report) => void): Rule<Spec> {
  return defineRule<Spec>({
    ...words,
    onlyWith: ['corsPolicy'],
    severity: 'warning',
    authority: 'cdk8s-istio',
    source: [
      `test/traffic/recorded/cors-${recorded}-origins.yaml`,
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy',
    ],
    check({ spec: { http = [] } }, report) {
      http.forEach(({ corsPolicy }, i) => {
        if (!corsPolicy?.allowCredentials) return;
        const at = ['spec', 'http', i, 'corsPolicy'];
        const { allowOrigins = [], allowOrigin = [] } = corsPolicy;
        allowOrigins.forEach((origin, o) => check(origin, [...at, 'allowOrigins', o], report));
        if (allowOrigins.length === 0) allowOrigin.forEach((exact, o) => check({ exact }, [...at, 'allowOrigin', o], report));
      });
    },
  });
}

const origins = (...all: readonly string[]): string => withRoute(`${TO_A}, corsPolicy: {allowCredentials: true, allowOrigins: [${all.join(', ')}]}`);
const FIRST = `${AT}.corsPolicy.allowOrigins[0]`;

/** Origins whose pages may read responses with the cookies of the user. */
export const corsCredentials = [
  originRule('any', {
    id: 'virtual-service/cors-credentials-for-all',
    summary: 'Insecure: pages of any origin may read with credentials',
    why: 'Envoy allows the origin that asks, with credentials: a page of any site can send requests with the cookies of its visitor, and read the responses.',
    fix: 'name the origins in exact, or remove allowCredentials',
    good: [
      origins('{exact: "https://shop.example.com"}'),
      origins('{regex: "https://[a-z]+\\\\.example\\\\.com"}'),
      withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{exact: "*"}]}`),
    ],
    bad: [
      { yaml: origins('{exact: "*"}'), at: FIRST },
      { yaml: origins('{regex: ".*"}'), at: FIRST },
      { yaml: origins('{regex: "https?://.+"}'), at: FIRST },
      { yaml: origins('{regex: "."}'), at: FIRST },
      { yaml: origins('{prefix: "https://"}'), at: FIRST },
      { yaml: withRoute(`${TO_A}, corsPolicy: {allowCredentials: true, allowOrigin: ["*"]}`), at: `${AT}.corsPolicy.allowOrigin[0]` },
    ],
  }, (origin, at, report) => {
    if (!takesAnyOrigin(origin)) return;
    const [[how, text]] = Object.entries(origin) as [[string, string]];
    report(at, { message: `Insecure: expected origins by name beside allowCredentials, got ${how} ${quote(text)}, which any origin matches` });
  }),
  originRule('loose', {
    id: 'virtual-service/cors-credentials-loose-origin',
    summary: 'Insecure: an origin that anyone can register matches too',
    why: 'In a regex a dot is any character, and a prefix goes on: whoever registers such a name can read responses with the cookies of the visitor.',
    fix: 'write \\. for a dot, and exact in place of prefix',
    good: [
      origins('{regex: "https://.*\\\\.example\\\\.com"}'),
      origins('{regex: "https://[a-z.]+[.]example[.]com(:[0-9]+)?"}'),
      origins('{prefix: "http://localhost:"}'),
      withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{regex: "https://.*.example.com"}]}`),
    ],
    bad: [
      { yaml: origins('{regex: "https://.*.example.com"}'), at: FIRST },
      { yaml: origins('{regex: "https://www.example\\\\.com"}'), at: FIRST },
      { yaml: origins('{prefix: "https://example.com"}'), at: FIRST },
    ],
  }, (origin, at, report) => {
    if (takesAnyOrigin(origin)) return;
    const { prefix, regex } = origin;
    if (prefix !== undefined) {
      const stranger = strangerUnder(prefix);
      if (stranger === undefined) return;
      report(at, { message: `Insecure: prefix ${quote(prefix)} also takes ${quote(stranger)}, with credentials`, fix: 'write the whole origin in exact' });
    } else if (regex !== undefined) {
      const dot = looseDot(regex);
      if (dot === undefined) return;
      const escaped = `${regex.slice(0, dot)}\\${regex.slice(dot)}`;
      report(at, {
        message: `Insecure: the dot before ${quote(regex.slice(dot + 1))} takes any character, with credentials`,
        fix: `write ${quote(escaped)}${looseDot(escaped) === undefined ? '' : ', and so with the dots behind it'}`,
      });
    }
  }),
];
