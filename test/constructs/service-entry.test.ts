import { type Chart, JsonPatch } from 'cdk8s';
import {
  configureMesh, IstioServiceEntry, renderPath, Resolution, ServiceEntry, type ServiceEntryProps, type ServiceEntrySpec, VirtualService,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { findingsOf } from '../support/findings';


function make(props: Partial<ServiceEntryProps> = {}, chart = chartOf()): ServiceEntry {
  return new ServiceEntry(chart, 'entry', { hosts: ['api.example.com'], ...props });
}

/** The spec in the manifest of an entry. */
function specOf(entry: ServiceEntry): ServiceEntrySpec {
  return (entry.resource.toJson() as { spec: ServiceEntrySpec }).spec;
}


test.each<[what: string, resolution: Resolution, fields: Partial<ServiceEntrySpec>]>([
  ['the address that the client asked for', Resolution.none(), { resolution: 'NONE' }],
  ['addresses', Resolution.static([{ address: '10.0.0.7', labels: { version: 'v1' } }]), { resolution: 'STATIC', endpoints: [{ address: '10.0.0.7', labels: { version: 'v1' } }] }],
  ['the own hosts, by DNS', Resolution.dns(), { resolution: 'DNS' }],
  ['other names, by DNS', Resolution.dns([{ address: 'eu.example.com' }]), { resolution: 'DNS', endpoints: [{ address: 'eu.example.com' }] }],
  ['no names, by DNS', Resolution.dns([]), { resolution: 'DNS', endpoints: [] }],
  ['one answer at a time', Resolution.dnsRoundRobin(), { resolution: 'DNS_ROUND_ROBIN' }],
  [
    'one answer at a time for another name', Resolution.dnsRoundRobin({ address: 'lb.example.com' }),
    { resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'lb.example.com' }] },
  ],
  ['the host of each request', Resolution.dynamicDns(), { resolution: 'DYNAMIC_DNS' }],
  ['workloads', Resolution.workloads({ app: 'db' }), { resolution: 'STATIC', workloadSelector: { labels: { app: 'db' } } }],
  ['workloads with names', Resolution.workloads({ app: 'db' }, 'DNS'), { resolution: 'DNS', workloadSelector: { labels: { app: 'db' } } }],
])('endpoints are %s', (_, resolution, fields) => {
  expect(specOf(make({ resolution }))).toEqual({ hosts: ['api.example.com'], ...fields });
});

test.each<[what: string, props: Partial<ServiceEntryProps>, fields: Partial<ServiceEntrySpec>]>([
  ['nothing but hosts', {}, {}],
  [
    'ports, in the order they were written',
    { ports: { web: { number: 80, protocol: 'HTTP', targetPort: 8080 }, admin: { number: 9000 } } },
    { ports: [{ name: 'web', number: 80, protocol: 'HTTP', targetPort: 8080 }, { name: 'admin', number: 9000 }] },
  ],
  ['no ports', { ports: {} }, { ports: [] }],
  [
    'all the rest',
    { location: 'MESH_INTERNAL', addresses: ['10.1.0.0/16'], exportTo: ['.'], subjectAltNames: ['api.example.com'] },
    { location: 'MESH_INTERNAL', addresses: ['10.1.0.0/16'], exportTo: ['.'], subjectAltNames: ['api.example.com'] },
  ],
])('an entry with %s', (_, props, fields) => {
  expect(specOf(make(props))).toEqual({ hosts: ['api.example.com'], ...fields });
});

test.each`
  host                       | from         | destination
  ${'api.example.com'}       | ${'shop'}    | ${'api.example.com'}
  ${'api.example.com'}       | ${'edge'}    | ${'api.example.com'}
  ${'db'}                    | ${'shop'}    | ${'db'}
  ${'db'}                    | ${'edge'}    | ${'db.shop.svc.cluster.local'}
`('a route of namespace $from names $host as $destination', ({ host, from, destination }) => {
  const chart = chartOf();
  const entry = make({ hosts: [host, 'other.example.com'], ports: { web: { number: 8443, targetPort: 443 } } }, chart);
  expect(entry.port('web')._destination({ construct: chart, namespace: from })).toEqual({ host: destination, port: { number: 8443 } });
});

test('the full name has the domain of the cluster', () => {
  const chart = chartOf();
  configureMesh(chart, { clusterDomain: 'corp.example' });
  const entry = make({ hosts: ['db'], ports: { web: { number: 80 } } }, chart);
  expect(entry.port('web')._destination({ construct: chart, namespace: 'edge' })).toEqual({ host: 'db.shop.svc.corp.example', port: { number: 80 } });
});

test('a route leads to a port', () => {
  const chart = chartOf();
  const entry = make({ ports: { https: { number: 443, protocol: 'HTTPS' } }, resolution: Resolution.dns() }, chart);
  const routes = new VirtualService(chart, 'routes', { hosts: ['api.example.com'] }).addHttpRoute('all', { to: entry.port('https') });
  expect(routes.resource.toJson()).toHaveProperty('spec.http.0.route', [{ destination: { host: 'api.example.com', port: { number: 443 } } }]);
});

const entryWith = (props: unknown) => (chart: Chart): unknown => new ServiceEntry(chart, 'entry', untyped(props));
const ports = { https: { number: 443 }, admin: { number: 9000 } };

test.each([
  ['no props', entryWith(undefined), 'field/missing @ spec.hosts'],
  ['an unknown key', entryWith({ hosts: ['a.com'], exportsTo: ['.'] }), 'field/unknown @ spec.exportsTo'],
  ['the host alone', entryWith({ hosts: 'a.com' }), 'field/wrong-type @ spec.hosts'],
  ['text for ports', entryWith({ hosts: ['a.com'], ports: 'https' }), 'field/wrong-type @ spec.ports'],
  ['null for ports', entryWith({ hosts: ['a.com'], ports: null }), 'input/null @ spec.ports'],
  ['a number for a port', entryWith({ hosts: ['a.com'], ports: { https: 443 } }), 'field/wrong-type @ spec.ports[0]'],
  ['an unknown key of a port', entryWith({ hosts: ['a.com'], ports: { https: { number: 443, proto: 'TLS' } } }), 'field/unknown @ spec.ports[0].proto'],
  ['text for the number of a port', entryWith({ hosts: ['a.com'], ports: { https: { number: '443' } } }), 'field/wrong-type @ spec.ports[0].number'],
  ['a resolution in lower case', entryWith({ hosts: ['a.com'], resolution: 'dns' }), 'field/unknown-value @ spec.resolution'],
  ['null for the resolution', entryWith({ hosts: ['a.com'], resolution: null }), 'input/null @ spec.resolution'],
  ['an address for endpoints', entryWith({ hosts: ['a.com'], resolution: Resolution.static(untyped('10.0.0.1')) }), 'field/wrong-type @ spec.endpoints'],
  ['an unknown location', entryWith({ hosts: ['a.com'], location: 'EXTERNAL' }), 'field/unknown-value @ spec.location'],
  [
    'a resolution that the release does not have',
    (chart: Chart) => {
      configureMesh(chart, { release: '1.27' });
      return entryWith({ hosts: ['*.a.com'], ports: { https: { number: 443, protocol: 'TLS' } }, resolution: Resolution.dynamicDns() })(chart);
    },
    'field/needs-release @ spec.resolution',
  ],
  [
    'a builder where L1 wants data',
    (chart: Chart) => new IstioServiceEntry(chart, 'entry', { spec: { hosts: ['a.com'], resolution: untyped(Resolution.dns()) } }), 'input/not-json @ spec.resolution',
  ],
  ['an unknown port', (chart: Chart) => make({ ports }, chart).port('http'), 'reference/unknown-port @ spec.ports'],
  ['a port that every object has', (chart: Chart) => make({ ports }, chart).port('constructor'), 'reference/unknown-port @ spec.ports'],
  ['a port where there is none', (chart: Chart) => make({}, chart).port('https'), 'reference/unknown-port @ spec.ports'],
])('%s', (_, build, finding) => {
  expect(findingsOf(build).map(({ rule, path }) => `${rule} @ ${renderPath(path)}`)).toEqual([finding]);
});

test.each`
  name       | message                                                          | fix
  ${'htps'}  | ${'Expected "https" or "admin", got "htps"'}                     | ${'write "https"'}
  ${'mysql'} | ${'Expected "https" or "admin", got "mysql"'}                    | ${'add the port to the service, or name one that it has'}
`('the port $name is refused in words that help', ({ name, message, fix }) => {
  expect(findingsOf((chart) => make({ ports }, chart).port(name))).toEqual([expect.objectContaining({
    message, fix, construct: 'shop/entry', source: expect.objectContaining({ file: expect.stringMatching(/service-entry\.test\.ts$/) }),
  })]);
});

test('an entry has one child, which can be reached and patched', () => {
  const entry = make({ resolution: Resolution.dns(), ports: { https: { number: 443, protocol: 'HTTPS' } } });
  expect(entry.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  entry.metadata.addLabel('team', 'shop');
  entry.addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));
  expect(entry.resource.toJson()).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: entry.name, namespace: 'shop', labels: { team: 'shop' } },
    spec: { hosts: ['api.example.com'], ports: [{ name: 'https', number: 443, protocol: 'HTTPS' }], resolution: 'DNS', exportTo: ['.'] },
  });
});
