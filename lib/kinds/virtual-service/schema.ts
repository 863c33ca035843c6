import type { ValueRule } from '../../core/value-rule';
import { duration, wholeMilliseconds } from '../../values/duration';
import { re2 } from '../../values/re2';
import { bool, double, int32, list, map, nullable, object, oneOf, since, text, uint32, value } from '../../values/schemas';
import { destination } from '../_shared/destination/schema';
import { stringMatch, stringMatchBy } from '../_shared/string-match/schema';

/** For a header that must not be there Istio also takes `*`, which is no regex (VS-MATCH-005). */
const absentOr: ValueRule = { ...re2, test: (regex) => (regex === '*' ? undefined : re2.test(regex)) };

const time = value(duration, wholeMilliseconds);
const percent = object({ value: double().optional() });

const headerOperations = object({
  set: map(text()).optional(),
  add: map(text()).optional(),
  remove: list(text()).optional(),
});

const headers = object({
  request: headerOperations.optional(),
  response: headerOperations.optional(),
});

const match = object({
  name: text().optional(),
  uri: stringMatch.optional(),
  ignoreUriCase: bool.optional(),
  scheme: stringMatch.optional(),
  method: stringMatch.optional(),
  authority: stringMatch.optional(),
  headers: map(stringMatch).optional(),
  withoutHeaders: map(stringMatchBy(value(absentOr))).optional(),
  queryParams: map(stringMatch).optional(),
  port: uint32.optional(),
  sourceLabels: map(text()).optional(),
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
  status: uint32,
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
    httpStatus: int32.optional(),
    grpcStatus: text().optional(),
    http2Error: text().optional(),
  }, { atMostOne: [['httpStatus', 'grpcStatus', 'http2Error']] }).optional(),
});

const corsPolicy = object({
  allowOrigins: list(stringMatch).optional(),
  allowOrigin: list(text()).optional(),
  allowMethods: list(text()).optional(),
  allowHeaders: list(text()).optional(),
  exposeHeaders: list(text()).optional(),
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
  destinationSubnets: list(text()).optional(),
  port: uint32.optional(),
  sourceLabels: map(text()).optional(),
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
