import { quote } from '../../../core/quote';
import { rulesOf, withRoute } from './rule-rows';

const AT = 'spec.http[0].redirect';

/** Where a redirect sends clients. */
export const redirect = rulesOf([
  {
    name: 'redirect-path-twice',
    summary: 'Conflicting fields: uri and prefixRewrite of a redirect',
    fix: 'keep uri for one place, or prefixRewrite to keep the rest of the path',
    source: 'VS-REDIR-001; validation.go validateHTTPRedirect',
    good: [withRoute('redirect: {uri: /a}')],
    bad: [[withRoute('match: [{uri: {prefix: /}}], redirect: {uri: /a, prefixRewrite: /b}'), AT]],
    check({ http = [] }, report) {
      http.forEach(({ redirect: given }, i) => {
        if (given?.uri && given.prefixRewrite) report(['spec', 'http', i, 'redirect'], { message: 'Expected uri or prefixRewrite, got both' });
      });
    },
  },
  {
    name: 'redirect-prefix-needs-prefix',
    summary: 'Expected prefix matches of paths beside prefixRewrite',
    fix: 'match the path by prefix, or write uri',
    source: 'VS-REDIR-002; validation.go validateHTTPRedirect',
    good: [withRoute('match: [{uri: {prefix: /a}}], redirect: {prefixRewrite: /b}')],
    bad: [[withRoute('match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /b}'), `${AT}.prefixRewrite`]],
    check({ http = [] }, report) {
      http.forEach(({ match = [], redirect: given }, i) => {
        if (!given?.prefixRewrite || given.uri || match.every(({ uri }) => uri === undefined || uri.prefix !== undefined)) return;
        report(['spec', 'http', i, 'redirect', 'prefixRewrite'], { message: 'Expected prefix matches of paths beside prefixRewrite, got another match' });
      });
    },
  },
  {
    name: 'redirect-nowhere',
    summary: 'Expected a path, authority, scheme or port to redirect to',
    fix: 'say what is different at the other place',
    source: 'VS-REDIR-003; validation.go validateHTTPRedirect',
    good: [withRoute('redirect: {port: 0}'), withRoute('redirect: {scheme: https}')],
    bad: [[withRoute('redirect: {redirectCode: 302}'), AT]],
    check({ http = [] }, report) {
      http.forEach(({ redirect: given }, i) => {
        if (given === undefined || given.uri || given.prefixRewrite || given.authority || given.scheme) return;
        if (given.port !== undefined || given.derivePort !== undefined) return;
        report(['spec', 'http', i, 'redirect'], { message: 'Expected a place to redirect to, got none' });
      });
    },
  },
  {
    name: 'redirect-answer',
    summary: 'Expected a code from 300 to 399, scheme http or https, and a port up to 65535',
    fix: 'write 301, 302, 303, 307 or 308; http or https; the number of the port',
    source: 'VS-REDIR-004, VS-REDIR-005, VS-REDIR-006; validation.go validateHTTPRedirect',
    good: [withRoute('redirect: {uri: /a, redirectCode: 308, scheme: https, port: 443}')],
    bad: [
      [withRoute('redirect: {uri: /a, redirectCode: 200}'), `${AT}.redirectCode`],
      [withRoute('redirect: {uri: /a, scheme: HTTPS}'), `${AT}.scheme`],
      [withRoute('redirect: {uri: /a, port: 70000}'), `${AT}.port`],
    ],
    check({ http = [] }, report) {
      http.forEach(({ redirect: given = {} }, i) => {
        const { redirectCode: code = 0, scheme = '', port = 0 } = given;
        const here = ['spec', 'http', i, 'redirect'];
        if (code !== 0 && (code < 300 || code > 399)) report([...here, 'redirectCode'], { message: `Expected a code from 300 to 399, got ${code}` });
        if (!['', 'http', 'https'].includes(scheme)) report([...here, 'scheme'], { message: `Expected "http" or "https", got ${quote(scheme)}` });
        if (port > 65535) report([...here, 'port'], { message: `Expected a port up to 65535, got ${port}` });
      });
    },
  },
]);
