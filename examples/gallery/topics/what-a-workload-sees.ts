import { EgressListener, Endpoint, HostScope, IngressListener, Outbound, Sidecar } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'What a workload sees: the services that its proxy knows',
  recipes: {
    '014-sidecar-productpage.yaml': {
      title: 'The services of the own namespace, on all their ports: the usual start',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.catchAll([HostScope.own()])],
      }),
    },
    '110-sidecar-client.yaml': {
      title: 'The services of the own namespace and of the control plane',
      build: (chart) => new Sidecar(chart, 'client', {
        metadata: { name: 'client', namespace: 'default' },
        workload: { labels: { run: 'client' } },
        egress: [EgressListener.catchAll([HostScope.own(), HostScope.namespace('istio-system')])],
      }),
    },
    '015-sidecar-productpage.yaml': {
      title: 'The services of one other namespace, and nothing of the own',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.catchAll([HostScope.namespace('istio')])],
      }),
    },
    '017-sidecar-productpage.yaml': {
      title: 'One service of one namespace',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.catchAll([HostScope.namespace('istio', 'details.istio.svc.cluster.local')])],
      }),
    },
    '016-sidecar-productpage.yaml': {
      title: 'Every service of the mesh, whatever the Sidecar of the root namespace narrows',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.catchAll([HostScope.everywhere()])],
      }),
    },
    '007-sidecar-productpage.yaml': {
      title: 'The services of the own namespace that have one port',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()] })],
      }),
    },
    '112-sidecar-client.yaml': {
      title: 'One port of the own namespace, and nothing that the proxy does not know',
      build: (chart) => new Sidecar(chart, 'client', {
        metadata: { name: 'client', namespace: 'default' },
        workload: { labels: { run: 'client' } },
        egress: [EgressListener.on({ number: 8080, protocol: 'HTTP', name: 'demoapp' }, { hosts: [HostScope.own()] })],
        outboundTrafficPolicy: Outbound.registryOnly(),
      }),
    },
    '113-sidecar-client.yaml': {
      title: 'One port of the own namespace, and anything that the proxy does not know',
      build: (chart) => new Sidecar(chart, 'client', {
        metadata: { name: 'client', namespace: 'default' },
        workload: { labels: { run: 'client' } },
        egress: [EgressListener.on({ number: 8080, protocol: 'HTTP', name: 'demoapp' }, { hosts: [HostScope.own()] })],
        outboundTrafficPolicy: Outbound.allowAny(),
      }),
    },
    '111-sidecar-client.yaml': {
      title: 'A port for proxied traffic and all other ports; as it came the first listener had no hosts, which every current Istio refuses',
      build: (chart) => new Sidecar(chart, 'client', {
        metadata: { name: 'client', namespace: 'default' },
        workload: { labels: { run: 'client' } },
        egress: [
          EgressListener.on({ number: 80, protocol: 'HTTP', name: 'proxy' }, { hosts: [HostScope.own()] }),
          EgressListener.catchAll([HostScope.own()]),
        ],
        outboundTrafficPolicy: Outbound.registryOnly(),
      }),
    },
    '108-sidecar-default.yaml': {
      title: 'A namespace whose workloads are served through a unix socket and reach one port of their own namespace',
      build: (chart) => new Sidecar(chart, 'default', {
        metadata: { name: 'default', namespace: 'default' },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'somename' }, { defaultEndpoint: Endpoint.unixSocket('/var/run/someuds.sock') })],
        egress: [
          EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.namespace('default')] }),
          EgressListener.catchAll([HostScope.namespace('istio-system')]),
        ],
      }),
    },
  },
};

export default topic;
