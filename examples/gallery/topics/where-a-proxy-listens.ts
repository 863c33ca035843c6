import { EgressListener, Endpoint, HostScope, IngressListener, Sidecar } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Where a proxy listens for the traffic that a workload sends',
  recipes: {
    '008-sidecar-productpage.yaml': {
      title: 'On all addresses of the workload',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '0.0.0.0' })],
      }),
    },
    '009-sidecar-productpage.yaml': {
      title: 'On the address of one service',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '10.68.190.94' })],
      }),
    },
    '010-sidecar-productpage.yaml': {
      title: 'As the mesh captures traffic: the default, written out',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '0.0.0.0', captureMode: 'DEFAULT' })],
      }),
    },
    '011-sidecar-productpage.yaml': {
      title: 'On traffic that iptables redirects',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '0.0.0.0', captureMode: 'IPTABLES' })],
      }),
    },
    '012-sidecar-productpage.yaml': {
      title: 'On a port that the application dials itself, without iptables',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '0.0.0.0', captureMode: 'NONE' })],
      }),
    },
    '109-sidecar-partial-ip-tables.yaml': {
      title: 'Everything that iptables redirects goes out, while one port is served without iptables',
      build: (chart) => new Sidecar(chart, 'partial-ip-tables', {
        metadata: { name: 'partial-ip-tables', namespace: 'prod-us1' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 80, protocol: 'HTTP', name: 'somename' }, { defaultEndpoint: Endpoint.loopback(8080), bind: '172.16.1.32', captureMode: 'NONE' })],
        egress: [EgressListener.catchAll([HostScope.everywhere()], { captureMode: 'IPTABLES' })],
      }),
    },
  },
};

export default topic;
