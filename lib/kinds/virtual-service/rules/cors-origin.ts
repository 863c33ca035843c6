import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { originProblem } from '../../../values/cors-origin';
import { takesAnyOrigin } from '../open-origin';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const origins = (list: string): string => withRoute(`${TO_A}, corsPolicy: {allowOrigins: [${list}]}`);
const LIST = `${AT}.corsPolicy.allowOrigins`;

/** An origin is scheme, host and port, as a browser writes it: any other text equals none. */
export const corsOrigin = defineRule<Spec>({
  id: 'virtual-service/cors-origin',
  onlyWith: ['corsPolicy'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected an origin: scheme, host and port',
  why: 'Envoy compares with what browsers send as Origin, which is none of this: pages of that origin get no CORS header.',
  fix: 'write the origin as a browser does: https://shop.example.com, with the port only when it is not that of the scheme',
  source: ['pilot/pkg/networking/core/route/route.go#TranslateCORSPolicy', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy'],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ corsPolicy }, i) => {
      const here: Path = ['spec', 'http', i, 'corsPolicy'];
      const say = (at: Path, kind: 'exact' | 'prefix' | 'regex', text: string): void => {
        // Envoy takes a match for every origin where it holds for a star alone.
        if (takesAnyOrigin({ [kind]: text })) return;
        const problem = originProblem(kind, text);
        if (problem) report([...here, ...at], { message: `Expected an origin, got ${kind} ${quote(text)}: ${problem.reason}`, ...(problem.fix ? { fix: problem.fix } : {}) });
      };
      corsPolicy?.allowOrigins?.forEach((origin, o) => {
        for (const kind of ['exact', 'prefix', 'regex'] as const) if (origin[kind]) say(['allowOrigins', o, kind], kind, origin[kind]);
      });
      if (!corsPolicy?.allowOrigins?.length) corsPolicy?.allowOrigin?.forEach((origin, o) => say(['allowOrigin', o], 'exact', origin));
    });
  },
  good: [
    origins('{exact: "https://shop.example.com"}, {exact: "http://localhost:3000"}, {exact: "*"}, {exact: "null"}'),
    origins('{prefix: "https://shop."}, {prefix: "http"}, {regex: ".*"}, {regex: "."}, {regex: "https://.*\\\\.example\\\\.com"}, {regex: "https?://a\\\\.com(:\\\\d+)?"}'),
    origins('{exact: "capacitor://localhost"}, {exact: "https://[::1]:8443"}, {regex: ".*\\\\.example\\\\.com"}'),
  ],
  bad: [
    { yaml: origins('{exact: www.example.com}'), at: `${LIST}[0].exact` },
    { yaml: origins('{exact: "https://www.example.com/"}'), at: `${LIST}[0].exact` },
    { yaml: origins('{exact: "https://www.example.com/shop"}'), at: `${LIST}[0].exact` },
    { yaml: origins('{exact: "https://*.example.com"}'), at: `${LIST}[0].exact` },
    { yaml: origins('{exact: "https://Example.com"}'), at: `${LIST}[0].exact` },
    { yaml: origins('{exact: "https://a.com:443"}'), at: `${LIST}[0].exact` },
    { yaml: origins('{exact: "https://a.com,https://b.com"}'), at: `${LIST}[0].exact` },
    { yaml: origins('{prefix: www.example}'), at: `${LIST}[0].prefix` },
    { yaml: origins('{regex: "www\\\\.example\\\\.com"}'), at: `${LIST}[0].regex` },
    { yaml: origins('{regex: "https://.*\\\\.example\\\\.com/"}'), at: `${LIST}[0].regex` },
    { yaml: withRoute(`${TO_A}, corsPolicy: {allowOrigin: [a.com]}`), at: `${AT}.corsPolicy.allowOrigin[0]` },
  ],
});
