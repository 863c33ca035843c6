import { Destination, DestinationRule, GatewayRef, path, port, VirtualService } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** The pages of the bookinfo application that are for the outside; everything else stays inside. */
const bookinfoPages = [
  path.exact('/productpage'),
  path.prefix('/static'),
  path.exact('/login'),
  path.exact('/logout'),
  path.prefix('/api/v1/products'),
];

const topic: Topic = {
  title: 'Ingress: routes of a gateway, for HTTP and TCP',
  recipes: {
    '120-virtualservice-bookinfo.yaml': {
      title: 'Some paths of an application, for whatever host the client asks; other paths answer 404',
      build: (chart) => new VirtualService(chart, 'bookinfo', {
        metadata: { name: 'bookinfo' },
        hosts: ['*'],
        gateways: [GatewayRef.named('bookinfo-gateway')],
      }).addHttpRoute({ match: bookinfoPages, to: Destination.host('productpage.istio.svc.cluster.local', { port: 9080 }) }),
    },
    '006-virtualservice-bookinfo.yaml': {
      title: 'The same on another port of the service',
      build: (chart) => new VirtualService(chart, 'bookinfo', {
        metadata: { name: 'bookinfo' },
        hosts: ['*'],
        gateways: [GatewayRef.named('bookinfo-gateway')],
      }).addHttpRoute({ match: bookinfoPages, to: Destination.host('productpage.istio.svc.cluster.local', { port: 9081 }) }),
    },
    '002-virtualservice-bookinfo.yaml': {
      title: 'The same for gateways of any namespace, also where the mesh exports nothing unless told to',
      build: (chart) => new VirtualService(chart, 'bookinfo', {
        metadata: { name: 'bookinfo' },
        exportTo: ['*'],
        hosts: ['*'],
        gateways: [GatewayRef.named('bookinfo-gateway')],
      }).addHttpRoute({ match: bookinfoPages, to: Destination.host('productpage.istio.svc.cluster.local', { port: 9080 }) }),
    },
    '115-virtualservice-bookinfo.yaml': {
      title: 'The same to one version, whose DestinationRule is in another namespace: the host is written in full by itself',
      build: (chart, around) => {
        const productpage = new DestinationRule(around, 'productpage', {
          metadata: { namespace: 'istio' },
          host: 'productpage',
          subsets: { v1: { labels: { version: 'v1' } } },
        });
        return new VirtualService(chart, 'bookinfo', {
          metadata: { name: 'bookinfo' },
          hosts: ['*'],
          gateways: [GatewayRef.named('bookinfo-gateway')],
        }).addHttpRoute({ match: bookinfoPages, to: productpage.subset('v1').onPort(9080) });
      },
    },
    '069-virtualservice-httpbin.yaml': {
      title: 'Two path prefixes of one host, to a service of the same namespace',
      build: (chart) => new VirtualService(chart, 'httpbin', {
        metadata: { name: 'httpbin' },
        hosts: ['httpbin.example.com'],
        gateways: [GatewayRef.named('httpbin-gateway')],
      }).addHttpRoute({ match: [path.prefix('/status'), path.prefix('/delay')], to: Destination.host('httpbin', { port: 8000 }) }),
    },
    '071-virtualservice-httpbin.yaml': {
      title: 'One of two hosts that share a gateway, and its certificate',
      build: (chart) => new VirtualService(chart, 'httpbin', {
        metadata: { name: 'httpbin' },
        hosts: ['httpbin.example.com'],
        gateways: [GatewayRef.named('mygateway')],
      }).addHttpRoute({ match: [path.prefix('/status'), path.prefix('/delay')], to: Destination.host('httpbin', { port: 8000 }) }),
    },
    '073-virtualservice-helloworld.yaml': {
      title: 'The other one: each host has a VirtualService of its own, so that each team keeps its own',
      build: (chart) => new VirtualService(chart, 'helloworld', {
        metadata: { name: 'helloworld' },
        hosts: ['helloworld.example.com'],
        gateways: [GatewayRef.named('mygateway')],
      }).addHttpRoute({ match: path.exact('/hello'), to: Destination.host('helloworld', { port: 5000 }) }),
    },
    '094-virtualservice-simple.yaml': {
      title: 'Everything that arrives on port 80 of a gateway with several',
      build: (chart) => new VirtualService(chart, 'simple', {
        metadata: { name: 'simple' },
        gateways: [GatewayRef.named('simple')],
        hosts: ['simple.zhongmingmao.io'],
      }).addHttpRoute({ match: port(80), to: Destination.host('simple.simple.svc.cluster.local', { port: 80 }) }),
    },
    '099-virtualservice-httpsserver.yaml': {
      title: 'HTTPS that ends at the gateway: the service behind it speaks plain HTTP',
      build: (chart) => new VirtualService(chart, 'httpsserver', {
        metadata: { name: 'httpsserver' },
        gateways: [GatewayRef.named('httpsserver')],
        hosts: ['httpsserver.zhongmingmao.io'],
      }).addHttpRoute({ match: port(443), to: Destination.host('httpserver.securesvc.svc', { port: 80 }) }),
    },
    '096-virtualservice-simple.yaml': {
      title: 'A path prefix that the service does not know: it is cut off on the way',
      known: { 'virtual-service/rewrite-slashes': 'two routes, one for "/nginx/" and one for the exact path "/nginx", leave no double slash' },
      build: (chart) => new VirtualService(chart, 'simple', {
        metadata: { name: 'simple' },
        gateways: [GatewayRef.named('simple')],
        hosts: ['simple.zhongmingmao.io'],
      }).addHttpRoute({
        match: path.prefix('/nginx'),
        rewrite: { uri: '/' },
        to: Destination.host('simple.simple.svc.cluster.local', { port: 80 }),
      }),
    },
    '024-virtualservice-mysql.yaml': {
      title: 'A database from outside: plain TCP has no host to tell routes apart, so the port does',
      build: (chart) => new VirtualService(chart, 'mysql', {
        metadata: { name: 'mysql' },
        hosts: ['*'],
        gateways: [GatewayRef.named('mysql')],
      }).addTcpRoute({ match: { port: 3306 }, to: Destination.host('mysqldb.istio.svc.cluster.local', { port: 3306 }) }),
    },
    '057-virtualservice-tcp-echo.yaml': {
      title: 'A TCP service, all connections to one version',
      build: (chart, around) => {
        const echo = new DestinationRule(around, 'tcp-echo', { host: 'tcp-echo', subsets: { v1: { labels: { version: 'v1' } } } });
        return new VirtualService(chart, 'tcp-echo', {
          metadata: { name: 'tcp-echo' },
          hosts: ['*'],
          gateways: [GatewayRef.named('tcp-echo-gateway')],
        }).addTcpRoute({ match: { port: 31400 }, to: echo.subset('v1').onPort(9000) });
      },
    },
    '058-virtualservice-tcp-echo.yaml': {
      title: 'A TCP service, one connection in five to the new version',
      build: (chart, around) => {
        const echo = new DestinationRule(around, 'tcp-echo', {
          host: 'tcp-echo',
          subsets: { v1: { labels: { version: 'v1' } }, v2: { labels: { version: 'v2' } } },
        });
        return new VirtualService(chart, 'tcp-echo', {
          metadata: { name: 'tcp-echo' },
          hosts: ['*'],
          gateways: [GatewayRef.named('tcp-echo-gateway')],
        }).addTcpRoute({
          match: { port: 31400 },
          to: [echo.subset('v1').onPort(9000).weighted(80), echo.subset('v2').onPort(9000).weighted(20)],
        });
      },
    },
  },
};

export default topic;
