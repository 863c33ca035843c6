import { Destination, DestinationRule, EgressListener, Endpoint, HostScope, IngressListener, Outbound, Sidecar } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Unknown destinations: what happens to traffic that no service claims',
  recipes: {
    '038-sidecar-sleep.yaml': {
      title: 'It is dropped: the workload reaches what is in the registry only',
      build: (chart) => new Sidecar(chart, 'sleep', {
        metadata: { name: 'sleep' },
        workload: { labels: { app: 'sleep' } },
        egress: 'unrestricted',
        outboundTrafficPolicy: Outbound.registryOnly(),
      }),
    },
    '039-sidecar-sleep.yaml': {
      title: 'It goes where it was going',
      build: (chart) => new Sidecar(chart, 'sleep', {
        metadata: { name: 'sleep' },
        workload: { labels: { app: 'sleep' } },
        egress: 'unrestricted',
        outboundTrafficPolicy: Outbound.allowAny(),
      }),
    },
    '029-sidecar-sleep.yaml': {
      title: 'It goes to one service, as to an egress proxy',
      build: (chart) => new Sidecar(chart, 'sleep', {
        metadata: { name: 'sleep' },
        workload: { labels: { app: 'sleep' } },
        egress: 'unrestricted',
        outboundTrafficPolicy: Outbound.allowAnyVia(Destination.host('details.default.svc.cluster.local', { port: 9080 })),
      }),
    },
    '036-sidecar-sleep.yaml': {
      title: 'It goes to one version of a service',
      build: (chart, around) => {
        const details = new DestinationRule(around, 'details', { host: 'details.default.svc.cluster.local', subsets: { v1: { labels: { version: 'v1' } } } });
        return new Sidecar(chart, 'sleep', {
          metadata: { name: 'sleep' },
          workload: { labels: { app: 'sleep' } },
          egress: 'unrestricted',
          outboundTrafficPolicy: Outbound.allowAnyVia(details.subset('v1').onPort(9080)),
        });
      },
    },
    '040-sidecar-productpage.yaml': {
      title: 'It is dropped, with the ports of the workload said as well',
      build: (chart) => new Sidecar(chart, 'productpage', {
        metadata: { name: 'productpage' },
        workload: { labels: { app: 'productpage' } },
        ingress: [IngressListener.on({ number: 9080, protocol: 'HTTP', name: 'http' }, { defaultEndpoint: Endpoint.loopback(9080), captureMode: 'IPTABLES' })],
        egress: [EgressListener.on({ number: 9080, protocol: 'HTTP', name: 'egresshttp' }, { hosts: [HostScope.own()], bind: '0.0.0.0', captureMode: 'IPTABLES' })],
        outboundTrafficPolicy: Outbound.registryOnly(),
      }),
    },
  },
};

export default topic;
