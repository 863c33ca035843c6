import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const LISTS = ['allowHeaders', 'allowMethods', 'exposeHeaders'] as const;
const cors = (fields: string): string => withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{exact: "https://a.com"}], ${fields}}`);

/** A star in a list of CORS is a wildcard where it stands alone, and only for requests without credentials. */
export const corsLiteralStar = defineRule<Spec>({
  id: 'virtual-service/cors-literal-star',
  onlyWith: ['corsPolicy'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected names of headers and methods, or a star alone without credentials',
  why: 'Envoy sends the list as it is, and browsers compare its names whole: what was to be allowed by the star is refused by the browser.',
  fix: 'write the names one by one',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy',
  check({ spec: { http = [] } }, report) {
    http.forEach(({ corsPolicy = {} }, i) => {
      for (const list of LISTS) {
        for (const [n, name] of (corsPolicy[list] ?? []).entries()) {
          if (!name.includes('*') || (name === '*' && corsPolicy.allowCredentials !== true)) continue;
          const message = `Expected a name, got ${quote(name)}${name === '*' ? ' beside allowCredentials: true' : ''}`;
          report(['spec', 'http', i, 'corsPolicy', list, n], { message });
        }
      }
    });
  },
  good: [cors('allowHeaders: [x-user, "*"], allowMethods: ["*"]'), cors('allowHeaders: [x-user], allowCredentials: true')],
  bad: [
    { yaml: cors('allowHeaders: ["x-*"]'), at: `${AT}.corsPolicy.allowHeaders[0]` },
    { yaml: cors('exposeHeaders: ["*"], allowCredentials: true'), at: `${AT}.corsPolicy.exposeHeaders[0]` },
  ],
});
