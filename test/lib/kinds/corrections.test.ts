import { check, renderPath } from 'cdk8s-istio';
import { withEdits } from '../../../lib/core/edit';
import { parse } from 'yaml';

// What the fix of a finding says, and what its edits do: an edit is only there where nothing else can be meant.

const NONE = 'no edit';

function resource(kind: string, yaml: string): unknown {
  const group = ['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication'].includes(kind) ? 'security' : 'networking';
  return { apiVersion: `${group}.istio.io/v1`, kind, metadata: { name: 'a', namespace: 'shop' }, ...parse(yaml) as object };
}

interface Row {
  readonly kind: string;
  /** The resource without what goes without saying. */
  readonly yaml: string;
  /** Each error as its path and its fix. */
  readonly fixes: readonly string[];
  /** The resource after all edits; NONE where there are none. */
  readonly edited: string;
}

const vs = (http: string): string => `spec: {hosts: [a], http: [${http}]}`;
const policy = (rules: string): string => `spec: {action: DENY, rules: [${rules}]}`;
const rule = (fields: string): string => `spec: {host: a, ${fields}}`;

const OFF_BY_A_LEVEL: readonly Row[] = [
  { kind: 'PeerAuthentication', yaml: 'spec: {mode: STRICT}', fixes: ['spec.mode: move it to spec.mtls.mode'], edited: 'spec: {mtls: {mode: STRICT}}' },
  {
    kind: 'PeerAuthentication', yaml: 'spec: {mode: STRICT, mtls: {mode: PERMISSIVE}}',
    fixes: ['spec.mode: move it to spec.mtls.mode, which is there already: keep one of the two'], edited: NONE,
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a, weight: 10}}, {destination: {host: b}, weight: 90}]}'),
    fixes: ['spec.http[0].route[0].destination.weight: move it to spec.http[0].route[0].weight'],
    edited: vs('{route: [{destination: {host: a}, weight: 10}, {destination: {host: b}, weight: 90}]}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}, timeout: 3s}]}'),
    fixes: ['spec.http[0].route[0].timeout: move it to spec.http[0].timeout'], edited: vs('{route: [{destination: {host: a}}], timeout: 3s}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}, timeout: 3s}, {destination: {host: b}}]}'),
    fixes: ['spec.http[0].route[0].timeout: move it to spec.http[0].timeout'], edited: NONE, // it would hold for both
  },
  {
    kind: 'AuthorizationPolicy', yaml: policy('{from: [{source: {namespaces: [x], paths: [/a]}}]}'),
    fixes: ['spec.rules[0].from[0].source.paths: move it to spec.rules[0].to[0].operation.paths'],
    edited: policy('{from: [{source: {namespaces: [x]}}], to: [{operation: {paths: [/a]}}]}'),
  },
  {
    kind: 'AuthorizationPolicy', yaml: policy('{from: [{source: {namespaces: [x], paths: [/a]}}, {source: {namespaces: [y]}}]}'),
    fixes: ['spec.rules[0].from[0].source.paths: move it to spec.rules[0].to[0].operation.paths'], edited: NONE,
  },
  {
    kind: 'AuthorizationPolicy', yaml: policy('{to: [{operation: {methods: [GET], namespaces: [x]}}]}'),
    fixes: ['spec.rules[0].to[0].operation.namespaces: move it to spec.rules[0].from[0].source.namespaces'],
    edited: policy('{to: [{operation: {methods: [GET]}}], from: [{source: {namespaces: [x]}}]}'),
  },
  {
    kind: 'DestinationRule', yaml: rule('trafficPolicy: {connectionPool: {maxConnections: 10}}'),
    fixes: ['spec.trafficPolicy.connectionPool.maxConnections: move it to spec.trafficPolicy.connectionPool.tcp.maxConnections'],
    edited: rule('trafficPolicy: {connectionPool: {tcp: {maxConnections: 10}}}'),
  },
  {
    kind: 'DestinationRule', yaml: rule('loadBalancer: {simple: RANDOM}'),
    fixes: ['spec.loadBalancer: move it to spec.trafficPolicy.loadBalancer'], edited: rule('trafficPolicy: {loadBalancer: {simple: RANDOM}}'),
  },
  {
    kind: 'DestinationRule', yaml: rule('subsets: [{name: v1, version: v1}]'),
    fixes: ['spec.subsets[0].version: move it into labels: { version: "v1" }'], edited: rule('subsets: [{name: v1, labels: {version: v1}}]'),
  },
  {
    kind: 'PeerAuthentication', yaml: 'spec: {selector: {app: a}, mtls: {mode: STRICT}}',
    fixes: ['spec.selector.app: move it into matchLabels: { app: "a" }'], edited: 'spec: {selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}}',
  },
  {
    kind: 'Sidecar', yaml: 'spec: {workloadSelector: {matchLabels: {a: b}}, egress: [{hosts: [./*]}]}',
    fixes: ['spec.workloadSelector.matchLabels: write labels'], edited: 'spec: {workloadSelector: {labels: {a: b}}, egress: [{hosts: [./*]}]}',
  },
  { kind: 'VirtualService', yaml: 'hosts: [a]\nspec: {http: [{route: [{destination: {host: a}}]}]}', fixes: ['hosts: move it into spec'], edited: vs('{route: [{destination: {host: a}}]}') },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}}], appendHeaders: {x: y}}'),
    fixes: ['spec.http[0].appendHeaders: move it to headers.request.add'], edited: vs('{route: [{destination: {host: a}}], headers: {request: {add: {x: y}}}}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}}], websocketUpgrade: true}'),
    fixes: ['spec.http[0].websocketUpgrade: remove it: proxies take WebSockets without it'], edited: vs('{route: [{destination: {host: a}}]}'),
  },
];

const MISSPELLED: readonly Row[] = [
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {hots: a}}]}'),
    fixes: ['spec.http[0].route[0].destination.hots: write host'], edited: vs('{route: [{destination: {host: a}}]}'),
  },
  { kind: 'DestinationRule', yaml: 'spec: {Host: a}', fixes: ['spec.Host: write host'], edited: 'spec: {host: a}' },
  { kind: 'DestinationRule', yaml: 'spec: {host: a, Host: b}', fixes: ['spec.Host: write host, which is there already: keep one of the two'], edited: NONE },
  { kind: 'DestinationRule', yaml: 'Spec: {host: a}', fixes: ['Spec: write spec'], edited: 'spec: {host: a}' },
  { kind: 'DestinationRule', yaml: 'metadata: {name: a, namespace: shop, label: {a: b}}\nspec: {host: a}', fixes: ['metadata.label: write labels'], edited: 'metadata: {name: a, namespace: shop, labels: {a: b}}\nspec: {host: a}' },
  {
    kind: 'DestinationRule', yaml: 'metadata: {name: a, labels: {a: 1}}\nspec: {host: a}',
    fixes: ['metadata.labels.a: write "1"'], edited: 'metadata: {name: a, labels: {a: "1"}}\nspec: {host: a}',
  },
  { kind: 'ServiceEntry', yaml: 'spce: {hosts: [a.com], resolution: NONE}', fixes: ['spce: write spec'], edited: 'spec: {hosts: [a.com], resolution: NONE}' },
  {
    kind: 'AuthorizationPolicy', yaml: policy('{from: [{notSource: {namespaces: [x]}}]}'),
    fixes: ['spec.rules[0].from[0].notSource: write what is excluded inside of source: notPrincipals, notRequestPrincipals, notNamespaces, '
      + 'notServiceAccounts, notTrustDomains, notIpBlocks, notRemoteIpBlocks'],
    edited: NONE,
  },
  {
    kind: 'AuthorizationPolicy', yaml: policy('{from: [{source: {notNamespace: [x]}}]}'),
    fixes: ['spec.rules[0].from[0].source.notNamespace: write notNamespaces'], edited: policy('{from: [{source: {notNamespaces: [x]}}]}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{match: [{withoutHeader: {a: {exact: b}}}], route: [{destination: {host: a}}]}'),
    fixes: ['spec.http[0].match[0].withoutHeader: write withoutHeaders'], edited: vs('{match: [{withoutHeaders: {a: {exact: b}}}], route: [{destination: {host: a}}]}'),
  },
  {
    kind: 'Sidecar', yaml: 'spec: {egress: [{hosts: [./*], zzz: 1}]}',
    fixes: ['spec.egress[0].zzz: write one of bind, captureMode, hosts, port: a field that is none of them has no effect'], edited: NONE,
  },
];

const WRONG_TYPES: readonly Row[] = [
  { kind: 'PeerAuthentication', yaml: 'spec: {mtls: strict}', fixes: ['spec.mtls: write { mode: STRICT }'], edited: 'spec: {mtls: {mode: STRICT}}' },
  { kind: 'DestinationRule', yaml: rule('trafficPolicy: {tls: off}'), fixes: ['spec.trafficPolicy.tls: write { mode: DISABLE }'], edited: NONE },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a, port: 80}}]}'),
    fixes: ['spec.http[0].route[0].destination.port: write { number: 80 }'], edited: vs('{route: [{destination: {host: a, port: {number: 80}}}]}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a, port: {number: "80"}}}]}'),
    fixes: ['spec.http[0].route[0].destination.port.number: write 80'], edited: vs('{route: [{destination: {host: a, port: {number: 80}}}]}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a, port: {number: http}}}]}'),
    fixes: ['spec.http[0].route[0].destination.port.number: write a number without quotes, such as number: 80'], edited: NONE,
  },
  {
    kind: 'VirtualService', yaml: vs('{match: [{uri: /a}], route: [{destination: {host: a}}]}'),
    fixes: ['spec.http[0].match[0].uri: write { exact: "/a" }, or { prefix: "/a" }, or { regex: "/a" }'], edited: NONE,
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: a}]}'),
    fixes: ['spec.http[0].route[0].destination: write { host: "a" }'], edited: vs('{route: [{destination: {host: a}}]}'),
  },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}, weight: 0.1}, {destination: {host: b}, weight: 0.9}]}'),
    fixes: [
      'spec.http[0].route[0].weight: write 10 for 10 %: weights are whole numbers, and those of a route are best 100 together',
      'spec.http[0].route[1].weight: write 90 for 90 %: weights are whole numbers, and those of a route are best 100 together',
    ],
    edited: NONE,
  },
  { kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}}], timeout: 3}'), fixes: ['spec.http[0].timeout: write 3s'], edited: NONE },
  { kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}}], timeout: "3"}'), fixes: ['spec.http[0].timeout: write 3s'], edited: NONE },
  { kind: 'VirtualService', yaml: 'spec: {hosts: a, http: [{route: [{destination: {host: a}}]}]}', fixes: ['spec.hosts: write [ "a" ]'], edited: vs('{route: [{destination: {host: a}}]}') },
  {
    kind: 'VirtualService', yaml: vs('{match: {uri: {exact: /a}}, route: [{destination: {host: a}}]}'),
    fixes: ['spec.http[0].match: write a list of it, with a dash before the first field, such as [ { name: "…" } ]'],
    edited: vs('{match: [{uri: {exact: /a}}], route: [{destination: {host: a}}]}'),
  },
  {
    kind: 'AuthorizationPolicy', yaml: policy('{to: [{operation: {methods: "GET, POST"}}]}'),
    fixes: ['spec.rules[0].to[0].operation.methods: write [ "GET", "POST" ]'], edited: NONE,
  },
  { kind: 'DestinationRule', yaml: rule('subsets: [{name: v1, labels: {version: 1}}]'), fixes: ['spec.subsets[0].labels.version: write "1"'], edited: rule('subsets: [{name: v1, labels: {version: "1"}}]') },
  {
    kind: 'DestinationRule', yaml: rule('subsets: [{name: v1, labels: {version: 1.1}}]'),
    fixes: ['spec.subsets[0].labels.version: write the text in quotes as it is in the source: "1.1", or "1.10" where YAML read that as 1.1'], edited: NONE,
  },
  {
    kind: 'DestinationRule', yaml: rule('subsets: [{name: v1, labels: {version: false}}]'),
    fixes: ['spec.subsets[0].labels.version: write the text in quotes as it is in the source: "false", or "off" where YAML read that as false'], edited: NONE,
  },
  {
    kind: 'Gateway', yaml: 'spec: {selector: {a: b}, servers: [{hosts: ["*"], port: 8443}]}',
    fixes: ['spec.servers[0].port: write an object, such as { number: 8443, protocol: "…", name: "…" }'], edited: NONE,
  },
  {
    kind: 'Gateway', yaml: 'spec: {selector: {a: b}, servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}, tls: {httpsRedirect: "yes"}}]}',
    fixes: ['spec.servers[0].tls.httpsRedirect: write true'],
    edited: 'spec: {selector: {a: b}, servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}, tls: {httpsRedirect: true}}]}',
  },
  { kind: 'DestinationRule', yaml: 'spec: {subsets: []}', fixes: ['spec.host: add host: "…"'], edited: NONE },
];

const NAMES: readonly Row[] = [
  { kind: 'ServiceEntry', yaml: 'spec: {hosts: [a.com], resolution: dns}', fixes: ['spec.resolution: write DNS'], edited: 'spec: {hosts: [a.com], resolution: DNS}' },
  { kind: 'AuthorizationPolicy', yaml: 'spec: {action: block}', fixes: ['spec.action: write "ALLOW", "DENY", "AUDIT" or "CUSTOM"'], edited: NONE },
  {
    kind: 'VirtualService', yaml: vs('{route: [{destination: {host: a}}], corsPolicy: {allowMethods: [get]}}'),
    fixes: ['spec.http[0].corsPolicy.allowMethods[0]: write GET'], edited: vs('{route: [{destination: {host: a}}], corsPolicy: {allowMethods: [GET]}}'),
  },
];

test.each([...OFF_BY_A_LEVEL, ...MISSPELLED, ...WRONG_TYPES, ...NAMES])('$kind $yaml', ({ kind, yaml, fixes, edited }) => {
  const given = resource(kind, yaml);
  const found = check([given], { scope: 'admission' }).filter(({ severity }) => severity === 'error');
  expect(found.map(({ path, fix }) => `${renderPath(path)}: ${fix}`)).toEqual(fixes);
  const edits = found.flatMap((finding) => finding.edits ?? []);
  if (edited === NONE) expect(edits).toEqual([]);
  else expect(withEdits(given, edits)).toEqual(resource(kind, edited));
});

test('metadata that is misspelled is one finding', () => {
  const found = check([{ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metdata: { name: 'a' }, spec: { egress: [{ hosts: ['./*'] }] } }], { scope: 'admission' });
  expect(found).toEqual([expect.objectContaining({ rule: 'field/unknown', fix: 'write metadata', edits: [{ path: ['metdata'], op: 'rename', to: 'metadata' }] })]);
});

test('an edit that would bring another error to light is left out', () => {
  const [found, ...rest] = check([resource('VirtualService', vs('{route: [{destination: {host: a}}], redirectt: {uri: /b}}'))], { scope: 'admission' });
  expect(rest).toEqual([]);
  expect(found).toMatchObject({ rule: 'field/unknown', fix: 'write redirect' });
  expect(found).not.toHaveProperty('edits');
});
