import { DestinationRule, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Load balancing: which endpoint gets the next request',
  recipes: {
    '142-destinationrule-productpage.yaml': {
      title: 'The endpoint with fewer requests in flight. LEAST_CONN is the old name: write LEAST_REQUEST today',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().loadBalancer('LEAST_CONN'),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '143-destinationrule-productpage.yaml': {
      title: 'One endpoint after the other',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().loadBalancer('ROUND_ROBIN'),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '144-destinationrule-productpage.yaml': {
      title: 'Any endpoint: cheap, and even enough with many of them',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().loadBalancer('RANDOM'),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '145-destinationrule-productpage.yaml': {
      title: 'No balancing: the address that the client asked for',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().loadBalancer('PASSTHROUGH'),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '177-destinationrule-productpage.yaml': {
      title: 'One algorithm for the host, another one for a version. Write LEAST_REQUEST for LEAST_CONN today',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().loadBalancer('LEAST_CONN'),
        subsets: {
          v1: { labels: { version: 'v1' }, trafficPolicy: new TrafficPolicy().loadBalancer('ROUND_ROBIN') },
        },
      }),
    },
    '157-destinationrule-productpage.yaml': {
      title: 'On one port: the endpoint with fewer requests in flight. Write LEAST_REQUEST for LEAST_CONN today',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.loadBalancer('LEAST_CONN')),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '158-destinationrule-productpage.yaml': {
      title: 'On one port: one endpoint after the other',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.loadBalancer('ROUND_ROBIN')),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '159-destinationrule-productpage.yaml': {
      title: 'On one port: any endpoint',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.loadBalancer('RANDOM')),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '160-destinationrule-productpage.yaml': {
      title: 'On one port: the address that the client asked for',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.loadBalancer('PASSTHROUGH')),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
  },
};

export default topic;
