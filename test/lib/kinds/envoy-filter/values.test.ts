import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'cdk8s-istio';
import { renderPath } from '../../../../lib/core/finding';
import type { EnvoyApplyTo } from '../../../../lib/kinds/envoy-filter/api';
import { rules } from '../../../../lib/kinds/envoy-filter';
import { decode, OBJECT_TYPES } from '../../../../lib/kinds/envoy-filter/values';
import { types } from '../../../../lib/kinds/envoy-filter/values/table';

// What istiod makes of the value of a patch. The verdicts that it gave to 1,500 generated values are in test/conformance/cases.

const GENERAL_FIXES = new Set<string | undefined>(rules.map(({ fix }) => fix));

/** What is reported of a value beside the warning that every EnvoyFilter gets. */
function said(applyTo: EnvoyApplyTo, value: object, match?: object, around: object = {}): string[] {
  const spec = { ...around, configPatches: [{ applyTo, ...(match ? { match } : {}), patch: { operation: 'MERGE', value } }] };
  const resource = { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'a', namespace: 'shop' }, spec };
  return check([resource], { scope: 'admission' }).filter(({ rule }) => rule !== 'envoy-filter/no-stable-interface').map((finding) => {
    const place = renderPath(finding.path).replace('spec.configPatches[0].patch.', '');
    return `${finding.rule.replace('envoy-filter/', '')} @ ${place}: ${finding.message}${GENERAL_FIXES.has(finding.fix) ? '' : `; ${finding.fix}`}`;
  });
}

const ANY = 'type.googleapis.com/';
const lua = (fields: object): object => ({ name: 'lua', typed_config: { '@type': `${ANY}envoy.extensions.filters.http.lua.v3.Lua`, ...fields } });
const extension = (fields: object): object => ({ name: 'x', typed_config: fields });

describe('what a field cannot hold is an error at the field, with what was probably meant', () => {
  test.each<[EnvoyApplyTo, object, string]>([
    ['CLUSTER', { connect_timeout: 5 }, 'patch-value @ value.connect_timeout: Expected a duration such as "5s" or "250ms", got 5; write "5s"'],
    ['CLUSTER', { connectTimeout: '5' }, 'patch-value @ value.connectTimeout: Expected a duration such as "5s" or "250ms", got "5"; write "5s"'],
    ['CLUSTER', { name: 5 }, 'patch-value @ value.name: Expected a string, got 5; write "5"'],
    ['CLUSTER', { respect_dns_ttl: 'true' }, 'patch-value @ value.respect_dns_ttl: Expected true or false, got "true"; write true'],
    ['CLUSTER', { lb_policy: 'maglev' }, 'patch-value @ value.lb_policy: Expected a name of envoy.config.cluster.v3.Cluster.LbPolicy, got "maglev"; write MAGLEV'],
    ['CLUSTER', { max_requests_per_connection: 1.5 }, 'patch-value @ value.max_requests_per_connection: Expected a whole number from 0 to 4294967295, got 1.5; write 2'],
    ['CLUSTER', { health_checks: {} }, 'patch-value @ value.health_checks: Expected a list, got {}'],
    ['CLUSTER', { typed_extension_protocol_options: [] }, 'patch-value @ value.typed_extension_protocol_options: Expected an object, got []'],
    ['CLUSTER', { load_assignment: 'a' }, 'patch-value @ value.load_assignment: Expected an object, envoy.config.endpoint.v3.ClusterLoadAssignment, got "a"'],
    ['VIRTUAL_HOST', { routes: [{}, { match: { prefix: 1 } }] }, 'patch-value @ value.routes[1].match.prefix: Expected a string, got 1; write "1"'],
    ['HTTP_FILTER', extension({ inline_code: '' }), 'patch-value @ value.typed_config: Expected an object with "@type", which names its type, got an object with inline_code'],
    ['HTTP_FILTER', extension({ '@type': 5 }), 'patch-value @ value.typed_config["@type"]: Expected the name of a type, got 5'],
    ['HTTP_FILTER', lua({ inline_code: 5 }), 'patch-value @ value.typed_config.inline_code: Expected a string, got 5; write "5"'],
    [
      'HTTP_FILTER', extension({ '@type': `${ANY}google.protobuf.Struct`, a: 1 }),
      'patch-value @ value.typed_config: Expected google.protobuf.Struct under the key "value", beside "@type", got an object with @type, a',
    ],
    [
      'CLUSTER', { '[udpa.annotations.file_status]': {} },
      'patch-value @ value["[udpa.annotations.file_status]"]: Expected a field of envoy.config.cluster.v3.Cluster, got an extension of google.protobuf.FileOptions',
    ],
  ])('%s %j', (applyTo, value, expected) => {
    expect(said(applyTo, value)).toEqual([expected]);
  });

  test('each fault is a finding of its own', () => {
    expect(said('CLUSTER', { name: 5, lb_policy: true, circuit_breakers: { thresholds: [{ max_retries: 'x' }] } }).map((text) => text.split(':')[0])).toEqual([
      'patch-value @ value.name', 'patch-value @ value.lb_policy', 'patch-value @ value.circuit_breakers.thresholds[0].max_retries',
    ]);
  });
});

describe('a type that istiod does not know is an error, with the type that was probably meant', () => {
  test.each([
    ['envoy.config.filter.http.lua.v2.Lua', 'envoy.extensions.filters.http.lua.v3.Lua'],
    ['envoy.api.v2.Cluster', 'envoy.config.cluster.v3.Cluster'],
    ['envoy.api.v2.auth.UpstreamTlsContext', 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext'],
    ['envoy.config.filter.network.http_connection_manager.v2.HttpConnectionManager', 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'],
    ['envoy.config.filter.http.rate_limit.v2.RateLimit', 'envoy.extensions.filters.http.ratelimit.v3.RateLimit'],
    ['envoy.config.filter.http.jwt_authn.v2alpha.JwtAuthentication', 'envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication'],
    ['envoy.config.filter.network.tcp_proxy.v2.TcpProxy', 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy'],
    ['envoy.config.filter.http.ext_authz.v2.ExtAuthz', 'envoy.extensions.filters.http.ext_authz.v3.ExtAuthz'],
    ['envoy.extensions.filters.http.lua.v3.Luaa', 'envoy.extensions.filters.http.lua.v3.Lua'],
  ])('%s', (name, meant) => {
    expect(said('HTTP_FILTER', extension({ '@type': `${ANY}${name}` })))
      .toEqual([`patch-value-type @ value.typed_config["@type"]: ${`Unknown type ${shown(`${ANY}${name}`)}`}; write ${ANY}${meant}`]);
  });

  test('a name like no other has no suggestion', () => {
    expect(said('HTTP_FILTER', extension({ '@type': 'no.such.Thing' }))).toEqual(['patch-value-type @ value.typed_config["@type"]: Unknown type "no.such.Thing"']);
  });
});

/** As messages show text. */
function shown(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length <= 80 ? quoted : `${quoted.slice(0, 60)}… (${quoted.length} characters)`;
}

describe('a field that istiod does not know is a warning', () => {
  test('with the field of the type that was probably meant', () => {
    expect(said('HTTP_FILTER', lua({ inlinecode: 'x' })))
      .toEqual(['patch-value-field @ value.typed_config.inlinecode: Unknown field "inlinecode" of envoy.extensions.filters.http.lua.v3.Lua; write inline_code']);
  });

  test('one for a patch, with the places of the others', () => {
    expect(said('CLUSTER', { namee: 'a', load_assignment: { zzz: 1 }, connect_timeoutt: '1s' })).toEqual([
      'patch-value-field @ value.namee: Unknown field "namee" of envoy.config.cluster.v3.Cluster; the same at connect_timeoutt, load_assignment.zzz; write name',
    ]);
  });

  test('none when the value is refused, as istiod then does not look for them', () => {
    expect(said('CLUSTER', { namee: 'a', name: 5 })).toEqual(['patch-value @ value.name: Expected a string, got 5; write "5"']);
  });
});

describe('a name without a typed configuration is a warning', () => {
  const only = (at: string, type: string, name: string): string => `typed-config-missing @ ${at}: Expected typed_config in ${type}, got only the name "${name}"`;

  test.each<[EnvoyApplyTo, object, string[]]>([
    ['NETWORK_FILTER', { name: 'x' }, [only('value', 'envoy.config.listener.v3.Filter', 'x')]],
    ['HTTP_FILTER', {}, [only('value', 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter', '')]],
    ['HTTP_FILTER', { name: 'x', typedConfig: null }, [only('value', 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter', 'x')]],
    ['HTTP_FILTER', { name: 'x', config_discovery: {} }, []],
    ['CLUSTER', { transport_socket: {} }, [only('value.transport_socket', 'envoy.config.core.v3.TransportSocket', '')]],
    ['FILTER_CHAIN', { filters: [{ name: 'x' }] }, []],
    ['CLUSTER', { nope: 1, transport_socket: {} }, ['patch-value-field @ value.nope: Unknown field "nope" of envoy.config.cluster.v3.Cluster']],
  ])('%s %j', (applyTo, value, expected) => {
    expect(said(applyTo, value)).toEqual(expected);
  });
});

describe('istiod decodes no value', () => {
  const bad = { name: 5 };

  test.each<[string, EnvoyApplyTo, object | undefined, string[]]>([
    ['for a waypoint', 'CLUSTER', { context: 'WAYPOINT', waypoint: {} }, []],
    ['when the match of a listener is another one', 'LISTENER', { cluster: {} }, ['match-fits']],
    ['when a filter to match has no name', 'NETWORK_FILTER', { listener: { filterChain: { filter: {} } } }, ['filter-match-named']],
    ['when the version is no regex', 'CLUSTER', { proxy: { proxyVersion: '(' } }, ['proxy-version-is-regex']],
  ])('%s', (_, applyTo, match, rules) => {
    expect(said(applyTo, bad, match).map((text) => text.split(' ')[0])).toEqual(rules);
  });

  test('but does when the match of a route or a cluster is another one', () => {
    expect(said('CLUSTER', bad, { listener: {} }).map((text) => text.split(' ')[0])).toEqual(['match-fits', 'patch-value']);
    expect(said('HTTP_ROUTE', bad, { cluster: {} }).map((text) => text.split(' ')[0])).toEqual(['match-fits', 'patch-value']);
  });

  test.each(['', 'a*'])('with the key %j in the selector; it does not even warn', (key) => {
    const spec = { workloadSelector: { labels: { [key]: 'a' } }, configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: bad } }] };
    const resource = { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'a' }, spec };
    expect(check([resource], { scope: 'admission' }).map(({ rule }) => rule)).toEqual(['envoy-filter/selector-key']);
  });
});

describe('the table', () => {
  test('has every type that a patch applies to, and each of its types can be read', () => {
    for (const name of OBJECT_TYPES.values()) expect(types().message(name)!.name).toBe(name);
    const names = types().messageNames();
    expect(names.length).toBeGreaterThan(1_500);
    for (const name of names) for (const { type } of types().message(name)!.fields) expect(typeof type === 'string' || type.name).toBeTruthy();
  });

  test('knows no enum, extension or entry of a map as a message', () => {
    for (const name of [
      '', 'envoy.config.cluster.v3.Cluster.LbPolicy', '[udpa.annotations.file_status]', 'udpa.annotations.file_status',
      'envoy.config.cluster.v3.Cluster.TypedExtensionProtocolOptionsEntry',
    ]) expect(types().message(name)).toBeUndefined();
  });
});

test('the hover docs of a value name the type of each applyTo', () => {
  const docs = readFileSync(join(__dirname, '../../../../lib/kinds/envoy-filter/api.ts'), 'utf8');
  const rows = [...docs.matchAll(/^ {3}\* \| `(\w+)` \| `([\w.]+)` \|$/gm)].map(([, applyTo, type]) => [applyTo, type]);
  expect(rows).toEqual([...OBJECT_TYPES]);
});

test('no value is too deep', () => {
  let value: object = { '@type': 'no.such.Type' };
  for (let i = 0; i < 100_000; i++) value = { '@type': `${ANY}google.protobuf.Any`, value };
  const { unknownTypes, misfits } = decode('google.protobuf.Any', value);
  expect([unknownTypes.map(({ at }) => at.length), misfits]).toEqual([[100_001], []]);
});
