import type { ValueRule } from '../../core/value-rule';
import { corsHeader, corsMethod } from '../../values/cors';
import { duration, wholeMilliseconds } from '../../values/duration';
import { envoyFormat } from '../../values/envoy-format';
import { headerMatch, headerValue, plainHeader, requestHeader } from '../../values/header';
import { cidr } from '../../values/ip';
import { labelKey, labelValue } from '../../values/labels';
import { re2 } from '../../values/re2';
import { bool, double, int, int32, list, map, nullable, object, oneOf, since, text, uint32, uint32With, value } from '../../values/schemas';
import { grpcStatus, httpStatus } from '../../values/status';
import { destination } from '../_shared/destination/schema';
import { stringMatch, stringMatchBy } from '../_shared/string-match/schema';

/** For a header that must not be there Istio also takes `*`, which is no regex (VS-MATCH-005). */
const absentOr: ValueRule = { ...re2, test: (regex) => (regex === '*' ? undefined : re2.test(regex)) };

const time = value(duration, wholeMilliseconds);
const percent = object({ value: double().optional() });

const requestHeaders = map(value(headerValue, envoyFormat), { keys: [requestHeader] }).optional();
const responseHeaders = map(value(headerValue, envoyFormat), { keys: [plainHeader] }).optional();
const removedHeaders = list(value(plainHeader)).optional();

const headers = object({
  request: object({ set: requestHeaders, add: requestHeaders, remove: removedHeaders }).optional(),
  response: object({ set: responseHeaders, add: responseHeaders, remove: removedHeaders }).optional(),
});

const labels = map(value(labelValue), { keys: [labelKey] });

const match = object({
  name: text().optional(),
  uri: stringMatch.optional(),
  ignoreUriCase: bool.optional(),
  scheme: stringMatch.optional(),
  method: stringMatch.optional(),
  authority: stringMatch.optional(),
  headers: map(stringMatch, { keys: [headerMatch] }).optional(),
  withoutHeaders: map(stringMatchBy(value(absentOr)), { keys: [headerMatch] }).optional(),
  queryParams: map(stringMatch).optional(),
  port: uint32.optional(),
  sourceLabels: labels.optional(),
  sourceNamespace: text().optional(),
  gateways: list(text()).optional(),
  statPrefix: text().optional(),
});

const redirect = object({
  uri: text().optional(),
  prefixRewrite: since('1.31', text()).optional(),
  authority: text().optional(),
  scheme: text().optional(),
  redirectCode: uint32.optional(),
  port: uint32.optional(),
  derivePort: oneOf(['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT']).optional(),
}, { atMostOne: [['port', 'derivePort']] });

const directResponse = object({
  status: uint32With(httpStatus),
  body: object({
    string: text().optional(),
    bytes: text({ pattern: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/ }).optional(),
  }, { atMostOne: [['string', 'bytes']] }).optional(),
});

const rewrite = object({
  uri: text().optional(),
  authority: text().optional(),
  uriRegexRewrite: object({ match: value(re2).optional(), rewrite: text().optional() }).optional(),
});

const retries = object({
  attempts: int32.optional(),
  perTryTimeout: time.optional(),
  retryOn: text().optional(),
  retryRemoteLocalities: nullable(bool).optional(),
  retryIgnorePreviousHosts: nullable(bool).optional(),
  backoff: time.optional(),
});

const fault = object({
  delay: object({
    percentage: percent.optional(),
    percent: int32.optional(),
    fixedDelay: time.optional(),
    exponentialDelay: time.optional(),
  }, { atMostOne: [['fixedDelay', 'exponentialDelay']] }).optional(),
  abort: object({
    percentage: percent.optional(),
    httpStatus: int({ min: -(2 ** 31), max: 2 ** 31 - 1, rules: [httpStatus] }).optional(),
    grpcStatus: value(grpcStatus).optional(),
    http2Error: text().optional(),
  }, { atMostOne: [['httpStatus', 'grpcStatus', 'http2Error']] }).optional(),
});

const corsPolicy = object({
  allowOrigins: list(stringMatch).optional(),
  allowOrigin: list(text()).optional(),
  allowMethods: list(value(corsMethod)).optional(),
  allowHeaders: list(value(corsHeader)).optional(),
  exposeHeaders: list(value(corsHeader)).optional(),
  maxAge: time.optional(),
  allowCredentials: nullable(bool).optional(),
  unmatchedPreflights: oneOf(['UNSPECIFIED', 'FORWARD', 'IGNORE']).optional(),
});

const http = object({
  name: text().optional(),
  match: list(match).optional(),
  route: list(object({ destination, weight: int32.optional(), headers: headers.optional() })).optional(),
  redirect: redirect.optional(),
  directResponse: directResponse.optional(),
  delegate: object({ name: text().optional(), namespace: text().optional() }).optional(),
  rewrite: rewrite.optional(),
  timeout: time.optional(),
  retries: retries.optional(),
  fault: fault.optional(),
  mirror: destination.optional(),
  mirrors: list(object({ destination, percentage: percent.optional() })).optional(),
  mirrorPercentage: percent.optional(),
  mirrorPercent: nullable(uint32).optional(),
  mirror_percent: nullable(uint32).optional(),
  corsPolicy: corsPolicy.optional(),
  headers: headers.optional(),
});

const connection = {
  destinationSubnets: list(value(cidr)).optional(),
  port: uint32.optional(),
  sourceLabels: labels.optional(),
  gateways: list(text()).optional(),
  sourceNamespace: text().optional(),
};
const route = list(object({ destination, weight: int32.optional() })).optional();

/** @see VirtualServiceSpec */
export const schema = object({
  hosts: list(text()).optional(),
  gateways: list(text()).optional(),
  exportTo: list(text()).optional(),
  http: list(http).optional(),
  tls: list(object({ match: list(object({ sniHosts: list(text()), ...connection })), route })).optional(),
  tcp: list(object({ match: list(object({ ...connection, sourceSubnet: text().optional() })).optional(), route })).optional(),
});
