import * as fc from 'fast-check';
import { type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const words = [
  'HTTP', 'http2', 'GRPC-WEB', 'TLS', 'UDP', 'STATIC', 'DNS', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL', 'GET', 'PATCH', '5xx', '5xx,reset', 'gateway-error, 503', 'retriable-4xx',
  'ANY', 'MERGE', 'TLSV1_2', 'ECDHE-RSA-AES128-GCM-SHA256', 'prefixed/key', 'app.kubernetes.io/name', 'x-envoy-retry-on', ':authority', 'host', 'Host', 'mesh',
  'request.headers[x]', 'source.namespace', 'spiffe://cluster.local/ns/a/sa/b', 'cluster.local/ns/a/sa/b', 'region/zone/sub', 'region/*', 'envoy.filters.http.lua',
];

export const names: ValueGrammar = {
  name: 'name',
  takes: (_, { type }) => type === 'string',
  values: mutated(fc.constantFrom(...words)),
};

/** Names of the closed list of a field. */
export function namesOf(list: readonly string[]): fc.Arbitrary<string> {
  return mutated(fc.constantFrom(...list));
}
