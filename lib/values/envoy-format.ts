import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import { closest } from '../core/suggest';
import { defineValue } from '../core/value-rule';
import { remember } from './remember';

/** Variables of Envoy that take no arguments, as Envoy 1.40 has them. */
const WITHOUT_ARGUMENTS = words(`
  ACCESS_LOG_TYPE BYTES_RECEIVED BYTES_RETRANSMITTED BYTES_SENT CONNECTION_ID CONNECTION_TERMINATION_DETAILS CUSTOM_FLAGS
  DOWNSTREAM_CX_RTT DOWNSTREAM_DECOMPRESSED_HEADER_BYTES_RECEIVED
  DOWNSTREAM_DECOMPRESSED_HEADER_BYTES_SENT DOWNSTREAM_DETECTED_CLOSE_TYPE DOWNSTREAM_DIRECT_LOCAL_ADDRESS
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS_ENDPOINT_ID DOWNSTREAM_DIRECT_LOCAL_PORT DOWNSTREAM_DIRECT_REMOTE_ADDRESS
  DOWNSTREAM_DIRECT_REMOTE_PORT DOWNSTREAM_HANDSHAKE_DURATION DOWNSTREAM_HEADER_BYTES_RECEIVED DOWNSTREAM_HEADER_BYTES_SENT
  DOWNSTREAM_LOCAL_ADDRESS DOWNSTREAM_LOCAL_ADDRESS_ENDPOINT_ID DOWNSTREAM_LOCAL_CLOSE_REASON DOWNSTREAM_LOCAL_DNS_SAN
  DOWNSTREAM_LOCAL_EMAIL_SAN DOWNSTREAM_LOCAL_IP_SAN DOWNSTREAM_LOCAL_OTHERNAME_SAN DOWNSTREAM_LOCAL_PORT
  DOWNSTREAM_LOCAL_SUBJECT DOWNSTREAM_LOCAL_URI_SAN DOWNSTREAM_PEER_CERT DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_1
  DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_256 DOWNSTREAM_PEER_CHAIN_SERIALS DOWNSTREAM_PEER_DNS_SAN DOWNSTREAM_PEER_EMAIL_SAN
  DOWNSTREAM_PEER_FINGERPRINT_1 DOWNSTREAM_PEER_FINGERPRINT_256 DOWNSTREAM_PEER_IP_SAN DOWNSTREAM_PEER_ISSUER
  DOWNSTREAM_PEER_ISSUER_FINGERPRINT_256 DOWNSTREAM_PEER_ISSUER_SERIAL DOWNSTREAM_PEER_OTHERNAME_SAN DOWNSTREAM_PEER_SERIAL
  DOWNSTREAM_PEER_SUBJECT DOWNSTREAM_PEER_URI_SAN DOWNSTREAM_REMOTE_ADDRESS DOWNSTREAM_REMOTE_PORT DOWNSTREAM_TLS_CIPHER
  DOWNSTREAM_TLS_GROUP DOWNSTREAM_TLS_SESSION_ID DOWNSTREAM_TLS_VERSION DOWNSTREAM_TRANSPORT_FAILURE_REASON
  DOWNSTREAM_WIRE_BYTES_RECEIVED DOWNSTREAM_WIRE_BYTES_SENT DURATION FILTER_CHAIN_NAME GRPC_STATUS_NUMBER HOSTNAME
  LISTENER_NAME LOCAL_REPLY_BODY PROTOCOL REQUEST_DURATION REQUEST_HEADERS_BYTES REQUEST_TX_DURATION RESPONSE_CODE
  RESPONSE_DURATION RESPONSE_FLAGS RESPONSE_FLAGS_LONG RESPONSE_HEADERS_BYTES RESPONSE_TRAILERS_BYTES RESPONSE_TX_DURATION
  ROUTE_NAME ROUTE_RESOLUTION_COUNT ROUTE_RESOLUTION_TIME_US SPAN_ID STREAM_ID TLS_JA3_FINGERPRINT TLS_JA4_FINGERPRINT TRACE_ID
  UNIQUE_ID UPSTREAM_CLUSTER UPSTREAM_CLUSTER_RAW UPSTREAM_CONNECTION_ID UPSTREAM_CONNECTION_IDS_ATTEMPTED
  UPSTREAM_CONNECTION_POOL_READY_DURATION UPSTREAM_DECOMPRESSED_HEADER_BYTES_RECEIVED UPSTREAM_DECOMPRESSED_HEADER_BYTES_SENT
  UPSTREAM_DETECTED_CLOSE_TYPE UPSTREAM_HEADER_BYTES_RECEIVED UPSTREAM_HEADER_BYTES_SENT UPSTREAM_HOST UPSTREAM_HOSTS_ATTEMPTED
  UPSTREAM_HOSTS_ATTEMPTED_WITHOUT_PORT UPSTREAM_HOST_NAME UPSTREAM_HOST_NAMES_ATTEMPTED
  UPSTREAM_HOST_NAMES_ATTEMPTED_WITHOUT_PORT UPSTREAM_HOST_NAME_WITHOUT_PORT UPSTREAM_LOCAL_ADDRESS UPSTREAM_LOCAL_CLOSE_REASON
  UPSTREAM_LOCAL_DNS_SAN UPSTREAM_LOCAL_IP_SAN UPSTREAM_LOCAL_PORT UPSTREAM_LOCAL_URI_SAN UPSTREAM_PEER_CERT
  UPSTREAM_PEER_DNS_SAN UPSTREAM_PEER_IP_SAN UPSTREAM_PEER_ISSUER UPSTREAM_PEER_SUBJECT UPSTREAM_PEER_URI_SAN UPSTREAM_PROTOCOL
  UPSTREAM_REMOTE_ADDRESS UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID UPSTREAM_REMOTE_PORT UPSTREAM_REQUEST_ATTEMPT_COUNT
  UPSTREAM_SERVER_NAME UPSTREAM_TLS_CIPHER UPSTREAM_TLS_GROUP UPSTREAM_TLS_SESSION_ID UPSTREAM_TLS_VERSION
  UPSTREAM_TRANSPORT_FAILURE_REASON UPSTREAM_WIRE_BYTES_RECEIVED UPSTREAM_WIRE_BYTES_SENT VIRTUAL_CLUSTER_NAME
`);

/** Variables that may have arguments in parentheses. */
const WITH_OPTIONAL_ARGUMENTS = words(`
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS_WITHOUT_PORT
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT DOWNSTREAM_PEER_CERT_V_END
  DOWNSTREAM_PEER_CERT_V_START DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT EMIT_TIME EMIT_TIME_LOCAL GRPC_STATUS PATH QUERY_PARAMS
  REQUESTED_SERVER_NAME RESPONSE_CODE_DETAILS START_TIME START_TIME_LOCAL UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT
  UPSTREAM_PEER_CERT_V_END UPSTREAM_PEER_CERT_V_START UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT
`);

/** Variables that need arguments in parentheses. */
const WITH_ARGUMENTS = words(`
  CEL CLUSTER_METADATA COALESCE COMMON_DURATION DYNAMIC_METADATA ENVIRONMENT FILTER_STATE METADATA PER_REQUEST_STATE
  QUERY_PARAM REQ REQUEST_HEADER RESP RESPONSE_HEADER RESPONSE_TRAILER STREAM_INFO_REQ TRAILER UPSTREAM_FILTER_STATE
  UPSTREAM_METADATA
`);

/** Variables whose argument is the name of a header. */
const OF_HEADERS = words('REQ RESP TRAILER REQUEST_HEADER RESPONSE_HEADER RESPONSE_TRAILER');
/** Variables that may be cut to a number of characters without having arguments. */
const WITH_LENGTH = words('PATH QUERY_PARAMS');

/** A variable as Envoy reads it: a name, arguments, the most characters of the value. */
const VARIABLE = /%([A-Z0-9_]+)(?:\(([^)]*)\))?(?::(\d+))?%/y;

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Why Envoy refuses a text with variables; it refuses with it the routes or the listener that the text is a part of. */
export const variableProblem = remember(1000, (text: string): string | undefined => {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at)) {
    if (text[at + 1] === '%') {
      at += 2;
      continue;
    }
    VARIABLE.lastIndex = at;
    const found = VARIABLE.exec(text);
    if (found === null) return 'a percent sign is neither doubled nor the start of a variable of Envoy';
    const problem = problemOf(found[1]!, found[2], found[3]);
    if (problem !== undefined) return problem;
    at += found[0].length;
  }
  return undefined;
});

function problemOf(name: string, given: string | undefined, length: string | undefined): string | undefined {
  if (WITHOUT_ARGUMENTS.has(name)) return given === undefined && length === undefined ? undefined : `${name} takes no arguments and no length`;
  if (WITH_OPTIONAL_ARGUMENTS.has(name)) {
    return given === undefined && length !== undefined && !WITH_LENGTH.has(name) ? `${name} takes no length` : undefined;
  }
  if (!WITH_ARGUMENTS.has(name)) {
    const meant = closest(name, [...WITHOUT_ARGUMENTS, ...WITH_OPTIONAL_ARGUMENTS, ...WITH_ARGUMENTS]);
    return `Envoy has no variable ${quote(name)}${meant ? `; ${meant} is one` : ''}`;
  }
  if (name === 'COALESCE' && !isJsonObject(given ?? '')) return 'COALESCE needs an object of JSON, with "operators"';
  if (!given) return `${name} needs arguments, as in %${name}(…)%`;
  return OF_HEADERS.has(name) && /\s/.test(given) ? `the name of a header in ${name} has no white space` : undefined;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Text in which Envoy replaces variables. */
export const envoyFormat = defineValue({
  id: 'value/envoy-format',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'The variables of a text are those of Envoy',
  why: 'istiod accepts the resource, and Envoy refuses all routes of the port, or the whole listener, for this one text: no later change reaches the proxy.',
  fix: 'write %% for a percent sign, and the variable as Envoy has it, such as %REQ(x-user)%',
  source: ['test/lib/values/envoy-formats.json', 'test/traffic/recorded/header-variables.yaml', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers'],
  expected: 'text with variables of Envoy',
  test: variableProblem,
  good: ['', 'a', '100%%', '%PROTOCOL%', '%REQ(x-user?:path)%', '%START_TIME(%s)%', '%DYNAMIC_METADATA(a:b)%', '%%FOO%%', '%UPSTREAM_METADATA(["a", "b"])%'],
  bad: ['%FOO%', '100%off%', '50% and 60%', '%protocol%', '%REQ%', '%REQ( x)%', '%PROTOCOL(x)%', '%PROTOCOL:5%', '%START_TIME:5%', '%', 'a%2Fb', '%%%FOO%'],
});
