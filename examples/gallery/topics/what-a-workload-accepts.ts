import { EgressListener, Endpoint, HostScope, IngressListener, Sidecar } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'What a workload accepts, and where it is forwarded',
  recipes: {
    '001-sidecar-default.yaml': {
      title: 'One port for every workload of the mesh: the Sidecar of the root namespace',
      build: (chart) => new Sidecar(chart, 'default', {
        metadata: { name: 'default', namespace: 'istio-system' },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080) })],
        egress: 'unrestricted',
      }),
    },
    '004-sidecar-default.yaml': {
      title: 'One port for every workload of a namespace',
      build: (chart) => new Sidecar(chart, 'default', {
        metadata: { name: 'default' },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080) })],
        egress: 'unrestricted',
      }),
    },
    '005-sidecar-productpage.yaml': {
      title: 'Another port outside than inside: clients use 9081, the application listens on 9080',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9081, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080) })],
        egress: 'unrestricted',
      }),
    },
    '018-sidecar-productpage.yaml': {
      title: 'A port that iptables redirects',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), captureMode: 'IPTABLES' })],
        egress: 'unrestricted',
      }),
    },
    '019-sidecar-productpage.yaml': {
      title: 'A port that iptables redirects, on all addresses',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), bind: '0.0.0.0', captureMode: 'IPTABLES' })],
        egress: 'unrestricted',
      }),
    },
    '020-sidecar-productpage.yaml': {
      title: 'A port that iptables redirects, on one address',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), bind: '172.20.1.174', captureMode: 'IPTABLES' })],
        egress: 'unrestricted',
      }),
    },
    '021-sidecar-productpage.yaml': {
      title: 'A port as the mesh captures traffic, on all addresses',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), bind: '0.0.0.0', captureMode: 'DEFAULT' })],
        egress: 'unrestricted',
      }),
    },
    '022-sidecar-productpage.yaml': {
      title: 'A port that clients dial at the proxy itself, without iptables',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), captureMode: 'NONE' })],
        egress: 'unrestricted',
      }),
    },
    '025-sidecar-mysql.yaml': {
      title: 'A database that listens on a unix socket only',
      build: (chart) => new Sidecar(chart, 'mysql', {
        metadata: { name: 'mysql' },
        workload: { labels: { app: 'mysqldb' } },
        ingress: [IngressListener.on({ number: 3306, protocol: 'MYSQL', name: 'mysql' }, { defaultEndpoint: Endpoint.unixSocket('/var/run/mysqld/mysqld.sock'), bind: '0.0.0.0', captureMode: 'NONE' })],
        egress: 'unrestricted',
      }),
    },
    '013-sidecar-productpage.yaml': {
      title: 'No iptables at all: the proxy is dialled on both ways',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), captureMode: 'NONE' })],
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '127.0.0.1', captureMode: 'NONE' })],
      }),
    },
  },
};

export default topic;
