import { JsonPatch, Testing } from 'cdk8s';
import {
  Destination, DestinationRule, EgressListener, Endpoint, HostScope, IngressListener, Outbound, Sidecar, type SidecarProps,
  type SidecarSpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';

const own = [HostScope.own()];
const catchAll = EgressListener.catchAll(own);
const http = { number: 9080, protocol: 'HTTP', name: 'http' };

function specOf(props: SidecarProps): unknown {
  const chart = chartOf();
  new Sidecar(chart, 'it', props);
  return (Testing.synth(chart)[0] as { spec: unknown }).spec;
}

const rows: { what: string; props: SidecarProps; spec: SidecarSpec }[] = [
  { what: 'what a workload sees', props: { workload: { labels: { app: 'a' } }, egress: [catchAll] }, spec: { workloadSelector: { labels: { app: 'a' } }, egress: [{ hosts: ['./*'] }] } },
  {
    what: 'everything, when that is said', props: { egress: 'unrestricted', ingress: [IngressListener.on(http)] },
    spec: { ingress: [{ port: http }] },
  },
  {
    what: 'an outbound policy, with the scope said', props: { egress: [catchAll], outboundTrafficPolicy: Outbound.registryOnly() },
    spec: { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
  },
  {
    what: 'the listener for all other ports, last wherever it was written',
    props: { egress: [catchAll, EgressListener.on(http, { hosts: own, bind: '127.0.0.1', captureMode: 'NONE' })] },
    spec: { egress: [{ port: http, hosts: ['./*'], bind: '127.0.0.1', captureMode: 'NONE' }, { hosts: ['./*'] }] },
  },
  {
    what: 'sockets',
    props: {
      egress: [
        EgressListener.unixSocket('/var/run/db.sock', { hosts: own, protocol: 'MYSQL', name: 'db' }),
        EgressListener.unixSocket('@cache', { hosts: own, captureMode: 'NONE' }),
      ],
    },
    spec: {
      egress: [
        { port: { number: 0, protocol: 'MYSQL', name: 'db' }, bind: 'unix:///var/run/db.sock', hosts: ['./*'] },
        { port: { number: 0 }, bind: 'unix://@cache', hosts: ['./*'], captureMode: 'NONE' },
      ],
    },
  },
  {
    what: 'where connections are forwarded',
    props: {
      egress: 'unrestricted',
      ingress: [
        IngressListener.on({ number: 80 }, { defaultEndpoint: Endpoint.loopback(8080), bind: '0.0.0.0', captureMode: 'IPTABLES' }),
        IngressListener.on({ number: 81 }, { defaultEndpoint: Endpoint.instance(8081) }),
        IngressListener.on({ number: 82, protocol: 'HTTPS' }, {
          defaultEndpoint: Endpoint.unixSocket('@app'), tls: { mode: 'SIMPLE', serverCertificate: '/c', privateKey: '/k' },
        }),
        IngressListener.on({ number: 83 }, { connectionPool: { tcp: { maxConnections: 1 } } }),
      ],
      inboundConnectionPool: { tcp: { maxConnections: 2 } },
    },
    spec: {
      ingress: [
        { port: { number: 80 }, defaultEndpoint: '127.0.0.1:8080', bind: '0.0.0.0', captureMode: 'IPTABLES' },
        { port: { number: 81 }, defaultEndpoint: '0.0.0.0:8081' },
        { port: { number: 82, protocol: 'HTTPS' }, defaultEndpoint: 'unix://@app', tls: { mode: 'SIMPLE', serverCertificate: '/c', privateKey: '/k' } },
        { port: { number: 83 }, connectionPool: { tcp: { maxConnections: 1 } } },
      ],
      inboundConnectionPool: { tcp: { maxConnections: 2 } },
    },
  },
  {
    what: 'a proxy for unknown destinations',
    props: { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(Destination.host('proxy.edge.svc.cluster.local', { port: 80 })) },
    spec: {
      egress: [{ hosts: ['./*'] }],
      outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'proxy.edge.svc.cluster.local', port: { number: 80 } } },
    },
  },
  {
    what: 'a proxy in the namespace of the Sidecar, by its short name',
    props: { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(Destination.host('proxy', { port: 80 })) },
    spec: {
      egress: [{ hosts: ['./*'] }],
      outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'proxy.shop.svc.cluster.local', port: { number: 80 } } },
    },
  },
];

test.each(rows)('$what', ({ props, spec }) => {
  expect(specOf(props)).toEqual(spec);
});

test.each([
  [HostScope.own('a.com'), './a.com'],
  [HostScope.namespace('istio-system'), 'istio-system/*'],
  [HostScope.everywhere(), '*/*'],
  [HostScope.nothing(), '~/*'],
  [HostScope.without('shop', '*.a.com'), '~shop/*.a.com'],
])('%s', (scope, text) => {
  expect(scope).toBe(text);
  expect(specOf({ egress: [EgressListener.catchAll([scope])] })).toEqual({ egress: [{ hosts: [text] }] });
});

test('the proxy for unknown destinations is a subset under its full name, as Istio does not complete short ones here', () => {
  const chart = chartOf();
  const proxy = new DestinationRule(chart, 'proxy', { host: 'proxy', subsets: { v1: { labels: { version: 'v1' } } } });
  const sidecar = new Sidecar(chart, 'it', { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(proxy.subset('v1').onPort(80)) });
  expect(sidecar.resource.toJson()).toMatchObject({
    spec: { outboundTrafficPolicy: { egressProxy: { host: 'proxy.shop.svc.cluster.local', subset: 'v1', port: { number: 80 } } } },
  });
});

const elsewhere = new DestinationRule(chartOf(), 'proxy', { host: 'proxy', subsets: { v1: {} } }).subset('v1').onPort(80);
test.each([
  ['no egress', untyped({ outboundTrafficPolicy: Outbound.registryOnly() }), ['sidecar-construct/egress-missing @ spec.egress']],
  ['egress without a listener, which Istio reads as everything', { egress: [], outboundTrafficPolicy: Outbound.registryOnly() }, ['sidecar-construct/egress-missing @ spec.egress']],
  ['a proxy by its name', { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia('proxy' as never) }, ['reference/not-a-target @ spec.outboundTrafficPolicy.egressProxy']],
  ['a proxy that is not there', { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(undefined as never) }, ['reference/not-a-target @ spec.outboundTrafficPolicy.egressProxy']],
  ['a proxy of another app', { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(elsewhere) }, ['reference/other-app @ spec.outboundTrafficPolicy.egressProxy']],
  ['a proxy whose host is no text', { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(Destination.host(5 as never, { port: 80 })) }, ['field/wrong-type @ spec.outboundTrafficPolicy.egressProxy.host']],
  ['a proxy without a port', { egress: [catchAll], outboundTrafficPolicy: Outbound.allowAnyVia(Destination.host('proxy')) }, ['sidecar/egress-proxy @ spec.outboundTrafficPolicy.egressProxy']],
  ['two listeners for the rest', { egress: [catchAll, catchAll] }, ['sidecar-construct/one-catch-all @ spec.egress']],
  ['an unknown key', untyped({ egress: [catchAll], outbund: 1 }), ['field/unknown @ spec.outbund']],
  ['an unknown key of a listener', { egress: [EgressListener.on({ number: 80 }, untyped({ hosts: own, captre: 1 }) as never)] }, ['field/unknown @ spec.egress[0].captre']],
  ['listeners that are none', untyped({ egress: 5 }), ['field/wrong-type @ spec.egress']],
  ['a listener that is none', untyped({ egress: ['./*'], ingress: [null] }), ['input/null @ spec.ingress[0]', 'field/wrong-type @ spec.egress[0]']],
  ['an outbound policy that is none', untyped({ egress: [catchAll], outboundTrafficPolicy: 'ALLOW_ANY' }), ['field/wrong-type @ spec.outboundTrafficPolicy']],
  ['labels that are none', untyped({ egress: [catchAll], workload: 'app' }), ['field/wrong-type @ spec.workloadSelector.labels']],
  ['a short host', { egress: [EgressListener.catchAll(['./reviews'])] }, ['value/sidecar-host @ spec.egress[0].hosts[0]']],
])('%s', (_, props, expected) => {
  expect(errorsOf(() => specOf(props))).toEqual(expected);
});

test('the resource is a child named Resource, and can be patched and labelled', () => {
  const sidecar = new Sidecar(chartOf(), 'it', { egress: [catchAll], metadata: { name: 'default' } });
  sidecar.addJsonPatch(JsonPatch.add('/spec/egress/0/hosts/-', 'istio-system/*'));
  sidecar.metadata.addLabel('team', 'edge');
  expect(sidecar.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect([sidecar.name, sidecar.namespace]).toEqual(['default', 'shop']);
  expect(sidecar.resource.toJson()).toMatchObject({ metadata: { labels: { team: 'edge' } }, spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] } });
});
