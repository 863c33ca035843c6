import { faultPercent } from '../../../values/percent';
import { parseGoDuration } from '../../../values/go-duration';
import { retryOn } from '../../../values/retry-on';
import { quote } from '../../../core/quote';
import { rulesOf, TO_A, withRoute } from './rule-rows';

const AT = 'spec.http[0]';
const LARGE_BODY = 100 * 1024;
const LARGEST_BODY = 1024 * 1024;

/** Bytes of a direct response's body. */
function bodySize(body: { readonly string?: string; readonly bytes?: string } | undefined): number {
  return Buffer.byteLength(body?.string ?? '') + Buffer.byteLength(body?.bytes ?? '', 'base64');
}

/** What else is done with requests. */
export const httpPolicy = rulesOf([
  {
    name: 'body-too-large',
    summary: 'Expected a body of at most 1 MiB in a direct response',
    fix: 'serve large bodies from a service',
    source: 'VS-DR-003; validation.go validateHTTPDirectResponse',
    good: [withRoute('directResponse: {status: 200, body: {string: hello}}')],
    bad: [[`${withRoute('directResponse: {status: 200, body: {string: BODY}}').replace('BODY', 'a'.repeat(LARGEST_BODY + 1))}`, `${AT}.directResponse.body`]],
    check({ http = [] }, report) {
      http.forEach(({ directResponse }, i) => {
        const size = bodySize(directResponse?.body);
        if (size > LARGEST_BODY) report(['spec', 'http', i, 'directResponse', 'body'], { message: `Expected at most ${LARGEST_BODY} bytes, got ${size}` });
      });
    },
  },
  {
    name: 'body-large',
    severity: 'warning',
    summary: 'Expected a body of at most 100 KiB in a direct response',
    why: 'It is part of the configuration of every proxy that has the route.',
    fix: 'serve large bodies from a service',
    source: 'VS-DR-004; validation.go validateHTTPDirectResponse',
    good: [withRoute('directResponse: {status: 200, body: {string: hello}}')],
    bad: [[`${withRoute('directResponse: {status: 200, body: {string: BODY}}').replace('BODY', 'a'.repeat(LARGE_BODY + 1))}`, `${AT}.directResponse.body`]],
    check({ http = [] }, report) {
      http.forEach(({ directResponse }, i) => {
        const size = bodySize(directResponse?.body);
        if (size <= LARGE_BODY || size > LARGEST_BODY) return;
        report(['spec', 'http', i, 'directResponse', 'body'], { message: `Expected at most ${LARGE_BODY} bytes, got ${size}` });
      });
    },
  },
  {
    name: 'rewrite-one-path',
    summary: 'Expected one new path, or a new authority, in a rewrite',
    fix: 'write uri, or uriRegexRewrite with match and rewrite, or authority',
    source: 'VS-RW-001, VS-RW-002, VS-RW-003; validation.go validateHTTPRewrite',
    good: [withRoute(`${TO_A}, rewrite: {authority: b.com}`), withRoute(`${TO_A}, rewrite: {uriRegexRewrite: {match: a, rewrite: b}}`)],
    bad: [
      [withRoute(`${TO_A}, rewrite: {}`), `${AT}.rewrite`],
      [withRoute(`${TO_A}, rewrite: {uri: /a, uriRegexRewrite: {match: a, rewrite: b}}`), `${AT}.rewrite`],
      [withRoute(`${TO_A}, rewrite: {uriRegexRewrite: {match: a}}`), `${AT}.rewrite.uriRegexRewrite`],
    ],
    check({ http = [] }, report) {
      http.forEach(({ rewrite }, i) => {
        if (rewrite === undefined) return;
        const here = ['spec', 'http', i, 'rewrite'];
        const { uri, authority, uriRegexRewrite: regex } = rewrite;
        if (uri && regex) report(here, { message: 'Expected uri or uriRegexRewrite, got both' });
        else if (!uri && !authority && !regex) report(here, { message: 'Expected uri, uriRegexRewrite or authority, got none of them' });
        else if (regex && (!regex.match || !regex.rewrite)) report([...here, 'uriRegexRewrite'], { message: 'Expected match and rewrite, got one of them' });
      });
    },
  },
  {
    name: 'authority-twice',
    summary: 'Conflicting values of the authority',
    fix: 'say the new authority once: in rewrite, or as header host',
    source: 'VS-HDR-004; validation.go validateAuthorityRewrite',
    good: [withRoute(`${TO_A}, headers: {request: {set: {host: b.com}}}`)],
    bad: [[withRoute(`${TO_A}, rewrite: {authority: b.com}, headers: {request: {set: {Host: c.com}}}`), AT]],
    check({ http = [] }, report) {
      http.forEach(({ rewrite, headers }, i) => {
        const { set = {}, add = {} } = headers?.request ?? {};
        const isAuthority = ([key, text]: [string, string]): boolean => /^(host|:authority)$/i.test(key) && text !== '';
        const count = (rewrite?.authority ? 1 : 0) + [...Object.entries(set), ...Object.entries(add)].filter(isAuthority).length;
        if (count > 1) report(['spec', 'http', i], { message: `Expected one new authority, got ${count}` });
      });
    },
  },
  {
    name: 'retries',
    summary: 'Expected attempts of 1 or more beside the options of a retry, and conditions that Envoy knows',
    fix: 'set attempts, or remove the options; list conditions with commas and no spaces',
    source: 'VS-RETRY-001, VS-RETRY-002, VS-RETRY-004; validation.go validateHTTPRetry',
    good: [withRoute(`${TO_A}, retries: {attempts: 2, retryOn: "5xx,reset,503"}`), withRoute(`${TO_A}, retries: {attempts: 0}`)],
    bad: [
      [withRoute(`${TO_A}, retries: {attempts: -1}`), `${AT}.retries.attempts`],
      [withRoute(`${TO_A}, retries: {retryOn: 5xx}`), `${AT}.retries`],
      [withRoute(`${TO_A}, retries: {attempts: 1, retryOn: "5xx, reset"}`), `${AT}.retries.retryOn`],
    ],
    check({ http = [] }, report) {
      http.forEach(({ retries }, i) => {
        if (retries === undefined) return;
        const here = ['spec', 'http', i, 'retries'];
        const { attempts = 0, perTryTimeout, retryOn: conditions = '', retryRemoteLocalities } = retries;
        if (attempts < 0) report([...here, 'attempts'], { message: `Expected 0 or more attempts, got ${attempts}` });
        const hasOptions = perTryTimeout !== undefined || conditions !== '' || retryRemoteLocalities !== undefined;
        if (attempts === 0 && hasOptions) report(here, { message: 'Expected attempts beside the options of a retry, got none' });
        const reason = conditions === '' ? undefined : retryOn.test(conditions);
        if (reason !== undefined) report([...here, 'retryOn'], { message: `Expected ${retryOn.expected}, got ${quote(conditions)}: ${reason}` });
      });
    },
  },
  {
    name: 'fault',
    summary: 'Expected an abort or a delay that Envoy can do',
    fix: 'add abort with httpStatus or grpcStatus, or delay with fixedDelay',
    source: 'VS-FAULT-001, VS-FAULT-003, VS-FAULT-008; validation.go validateHTTPFaultInjection',
    good: [withRoute(`${TO_A}, fault: {abort: {httpStatus: 503}}`), withRoute(`${TO_A}, fault: {delay: {}}`)],
    bad: [
      [withRoute(`${TO_A}, fault: {}`), `${AT}.fault`],
      [withRoute(`${TO_A}, fault: {abort: {http2Error: NO_ERROR}}`), `${AT}.fault.abort.http2Error`],
      [withRoute(`${TO_A}, fault: {delay: {exponentialDelay: 1s}}`), `${AT}.fault.delay.exponentialDelay`],
    ],
    check({ http = [] }, report) {
      http.forEach(({ fault }, i) => {
        if (fault === undefined) return;
        const here = ['spec', 'http', i, 'fault'];
        if (fault.abort === undefined && fault.delay === undefined) report(here, { message: 'Expected abort or delay, got neither' });
        if (fault.abort?.http2Error !== undefined) report([...here, 'abort', 'http2Error'], { message: 'Expected httpStatus or grpcStatus, got http2Error' });
        if (fault.delay?.exponentialDelay !== undefined) report([...here, 'delay', 'exponentialDelay'], { message: 'Expected fixedDelay, got exponentialDelay' });
      });
    },
  },
  {
    name: 'fault-percentage',
    summary: 'Expected the percentage of a fault to be 0, or from 0.0001 to 100',
    fix: faultPercent.fix,
    source: 'VS-FAULT-002, G-FPCT; validation.go validatePercentage',
    good: [withRoute(`${TO_A}, fault: {delay: {fixedDelay: 1s, percentage: {value: 0.5}}}`)],
    bad: [[withRoute(`${TO_A}, fault: {abort: {httpStatus: 503, percentage: {value: 101}}}`), `${AT}.fault.abort.percentage.value`]],
    check({ http = [] }, report) {
      http.forEach(({ fault = {} }, i) => {
        for (const part of ['abort', 'delay'] as const) {
          const share = fault[part]?.percentage?.value;
          const reason = share === undefined ? undefined : faultPercent.test(share);
          if (reason === undefined) continue;
          report(['spec', 'http', i, 'fault', part, 'percentage', 'value'], { message: `Expected ${faultPercent.expected}, got ${share}: ${reason}` });
        }
      });
    },
  },
  {
    name: 'mirror-percentage',
    summary: 'Expected the percentage of a mirror to be from 0 to 100',
    fix: 'write a number from 0 to 100',
    source: 'VS-MIRROR-004, VS-MIRROR-005; validation.go validateHTTPRoute',
    good: [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 0.00001}`)],
    bad: [
      [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 101}`), `${AT}.mirrorPercentage.value`],
      [withRoute(`${TO_A}, mirrors: [{destination: {host: b.com}, percentage: {value: -1}}]`), `${AT}.mirrors[0].percentage.value`],
    ],
    check({ http = [] }, report) {
      const isWrong = (share: number | undefined): share is number => share !== undefined && (share < 0 || share > 100);
      http.forEach((route, i) => {
        const here = ['spec', 'http', i];
        const share = route.mirrorPercentage?.value;
        if (isWrong(share)) report([...here, 'mirrorPercentage', 'value'], { message: `Expected a percentage from 0 to 100, got ${share}` });
        for (const field of ['mirrorPercent', 'mirror_percent'] as const) {
          if (isWrong(route[field])) report([...here, field], { message: `Expected a percentage from 0 to 100, got ${route[field]}` });
        }
        route.mirrors?.forEach(({ percentage }, m) => {
          if (isWrong(percentage?.value)) report([...here, 'mirrors', m, 'percentage', 'value'], { message: `Expected a percentage from 0 to 100, got ${percentage!.value}` });
        });
      });
    },
  },
  {
    name: 'mirror-percent-deprecated',
    severity: 'warning',
    summary: 'Deprecated field mirrorPercent',
    why: 'It still works, and will go.',
    fix: 'write mirrorPercentage: {value: …}',
    source: 'VS-MIRROR-006; validation.go validateHTTPRoute',
    good: [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 5}`)],
    bad: [[withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercent: 5`), `${AT}.mirrorPercent`]],
    check({ http = [] }, report) {
      http.forEach((route, i) => {
        for (const field of ['mirrorPercent', 'mirror_percent'] as const) {
          if (route[field] !== undefined) report(['spec', 'http', i, field], { message: `Expected mirrorPercentage, got ${field}` });
        }
      });
    },
  },
  {
    name: 'cors-origin-empty',
    summary: 'Expected some text in an allowed origin',
    fix: 'write the origin in exact, prefix or regex',
    source: 'VS-CORS-001; validation.go validateAllowOrigins',
    good: [withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}`)],
    bad: [[withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{}]}`), `${AT}.corsPolicy.allowOrigins[0]`]],
    check({ http = [] }, report) {
      http.forEach(({ corsPolicy }, i) => corsPolicy?.allowOrigins?.forEach(({ exact, prefix, regex }, o) => {
        if (exact || prefix || regex) return;
        report(['spec', 'http', i, 'corsPolicy', 'allowOrigins', o], { message: 'Expected some text in an allowed origin, got none' });
      }));
    },
  },
  {
    name: 'cors-age-in-seconds',
    summary: 'Expected whole seconds as age of a CORS answer',
    fix: 'write whole seconds, such as 24h or 30s',
    source: 'VS-CORS-005; validation.go validateCORSPolicy',
    good: [withRoute(`${TO_A}, corsPolicy: {maxAge: 24h}`)],
    bad: [[withRoute(`${TO_A}, corsPolicy: {maxAge: 1.5s}`), `${AT}.corsPolicy.maxAge`]],
    check({ http = [] }, report) {
      http.forEach(({ corsPolicy }, i) => {
        const age = corsPolicy?.maxAge;
        if (age === undefined || (parseGoDuration(age) ?? 0n) % 1_000_000_000n === 0n) return;
        report(['spec', 'http', i, 'corsPolicy', 'maxAge'], { message: `Expected whole seconds, got ${quote(age)}` });
      });
    },
  },
]);
