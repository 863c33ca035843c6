import type { ValueRule } from '../core/value-rule';
import { cel } from './cel';
import { corsHeader, corsMethod } from './cors';
import { duration, goDuration, notNegative, wholeMilliseconds } from './duration';
import { envoyFormat } from './envoy-format';
import { gatewayReference } from './gateway-reference';
import { headerMatch, headerName, headerValue, plainHeader, requestHeader } from './header';
import { dnsLabel, fqdn, wildcardHost } from './host-name';
import { cidr, ip } from './ip';
import { jwks } from './jwks';
import { jwksUri, jwksUriPort } from './jwks-uri';
import { labelKey, labelValue } from './labels';
import { gatewayHost, sidecarHost } from './namespaced-host';
import { noWildcard } from './no-wildcard';
import { faultPercent, percent } from './percent';
import { port, portInRange, portKey } from './port';
import { portNumber } from './port-number';
import { protocol } from './protocol';
import { re2 } from './re2';
import { retryOn } from './retry-on';
import { grpcStatus, httpStatus } from './status';
import { unixSocket, workloadSocket } from './unix-socket';
import { wasmUrl } from './wasm-url';

export { cel, celProblem } from './cel';
export { CORS_METHODS, type CorsMethod, corsHeader, corsMethod } from './cors';
export { duration, goDuration, notNegative, wholeMilliseconds } from './duration';
export { envoyFormat, variableProblem } from './envoy-format';
export { type ExportToContext, type ExportToProblem, exportToProblems } from './export-to';
export { MESH_GATEWAY, gatewayReference, isDottedGateway, slashedGateway } from './gateway-reference';
export { type DurationLike, type GoDuration, formatGoDuration, goDurationText, isDurationLike, parseGoDuration } from './go-duration';
export { headerMatch, headerName, headerNameProblem, headerValue, isJwtClaim, plainHeader, requestHeader } from './header';
export {
  dnsLabel, fqdn, isDnsLabel, isFqdn, isPartialWildcard, isShortName, isWildcardHost, qualifyHost, wildcardHost,
} from './host-name';
export { hostsMatch, isHostSubset } from './host-relation';
export { cidr, ip, isCidr, isIp, isIpv4, isIpv6 } from './ip';
export { jwks, type KeySet, readKeySet } from './jwks';
export { jwksUri, jwksUriPort } from './jwks-uri';
export { type LabelProblem, labelKey, labelProblems, labelValue } from './labels';
export { type NamespacedHost, gatewayHost, sidecarHost, splitNamespacedHost } from './namespaced-host';
export { noWildcard } from './no-wildcard';
export { faultPercent, percent } from './percent';
export { port, portInRange, portKey } from './port';
export { portNumber } from './port-number';
export { PROTOCOLS, type Protocol, isHttpProtocol, isTcpProtocol, isTlsProtocol, parseProtocol, protocol } from './protocol';
export { type Regex, compileRegex, re2, regexProblem } from './re2';
export { RETRY_CONDITIONS, type RetryCondition, retryOn } from './retry-on';
export { formatProblem } from './istio-format';
export { isGatewaySniHost } from './sni-host';
export { GRPC_STATUSES, type GrpcStatus, grpcStatus, httpStatus } from './status';
export { isUnixAddress, unixSocket, workloadSocket } from './unix-socket';
export { type RequestUri, requestUri } from './request-uri';
export { wasmUrl } from './wasm-url';

/** Every value rule, in the order of their ids. */
export const valueRules: readonly (ValueRule | ValueRule<number>)[] = [
  cel,
  cidr,
  corsHeader,
  corsMethod,
  dnsLabel,
  duration,
  envoyFormat,
  faultPercent,
  fqdn,
  gatewayHost,
  gatewayReference,
  goDuration,
  grpcStatus,
  headerMatch,
  headerName,
  headerValue,
  httpStatus,
  ip,
  jwks,
  jwksUri,
  jwksUriPort,
  labelKey,
  labelValue,
  noWildcard,
  notNegative,
  percent,
  plainHeader,
  port,
  portInRange,
  portKey,
  portNumber,
  protocol,
  re2,
  requestHeader,
  retryOn,
  sidecarHost,
  unixSocket,
  wasmUrl,
  wholeMilliseconds,
  wildcardHost,
  workloadSocket,
];
