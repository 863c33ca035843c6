import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './redirect-parts';
import { type Spec, withRoute } from './virtual-service-rule';

/** Expected a code from 300 to 399, scheme http or https, and a port up to 65535. */
export const redirectResponse = defineRule<Spec>({
  id: 'virtual-service/redirect-response',
  onlyWith: ['redirect'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a code from 300 to 399, scheme http or https, and a port up to 65535',
  fix: 'write 301, 302, 303, 307 or 308; http or https; the number of the port',
  source: 'pkg/config/validation/validation.go#validateHTTPRedirect',
  good: [withRoute('redirect: {uri: /a, redirectCode: 308, scheme: https, port: 443}')],
  bad: [
    { yaml: withRoute('redirect: {uri: /a, redirectCode: 200}'), at: `${AT}.redirectCode` },
    { yaml: withRoute('redirect: {uri: /a, scheme: HTTPS}'), at: `${AT}.scheme` },
    { yaml: withRoute('redirect: {uri: /a, port: 70000}'), at: `${AT}.port` },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ redirect: given = {} }, i) => {
      const { redirectCode: code = 0, scheme = '', port = 0 } = given;
      const here = ['spec', 'http', i, 'redirect'];
      if (code !== 0 && (code < 300 || code > 399)) report([...here, 'redirectCode'], { message: `Expected a code from 300 to 399, got ${code}` });
      if (!['', 'http', 'https'].includes(scheme)) report([...here, 'scheme'], { message: `Expected "http" or "https", got ${quote(scheme)}` });
      if (port > 65535) report([...here, 'port'], { message: `Expected a port up to 65535, got ${port}` });
    });
  },
});
