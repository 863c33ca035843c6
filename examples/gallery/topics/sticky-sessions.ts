import { Duration } from 'cdk8s';
import { DestinationRule, hashBy, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Sticky sessions: the same endpoint for the same client',
  recipes: {
    '128-destinationrule-productpage.yaml': {
      title: 'By a session cookie, which the proxy sets when the request has none',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().consistentHash(hashBy.cookie('user', { ttl: Duration.seconds(0) })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '129-destinationrule-details.yaml': {
      title: 'By a header that says who the user is',
      build: (chart) => new DestinationRule(chart, 'details', {
        metadata: { name: 'details' },
        host: 'details.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().consistentHash(hashBy.header('end-user')),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '130-destinationrule-productpage.yaml': {
      title: 'By the address of the client, the only way for plain TCP',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().consistentHash(hashBy.sourceIp()),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '131-destinationrule-productpage.yaml': {
      title: 'By a query parameter',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().consistentHash(hashBy.queryParam('test')),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '132-destinationrule-productpage.yaml': {
      title: 'With the size of the hash ring; write ringHash: { minimumRingSize } for minimumRingSize today',
      known: { 'destination-rule/ring-size-deprecated': 'ringHash: { minimumRingSize } is the field of today' },
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().consistentHash(hashBy.queryParam('test'), { minimumRingSize: 1 }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '150-destinationrule-productpage.yaml': {
      title: 'On one port: by a session cookie',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.consistentHash(hashBy.cookie('user', { ttl: Duration.seconds(0) }))),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '151-destinationrule-productpage.yaml': {
      title: 'On one port: by a header',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.consistentHash(hashBy.header('end-user'))),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '152-destinationrule-productpage.yaml': {
      title: 'On one port: by a query parameter',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.consistentHash(hashBy.queryParam('test'))),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '153-destinationrule-productpage.yaml': {
      title: 'On one port, with the size of the hash ring; write ringHash: { minimumRingSize } for minimumRingSize today',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.consistentHash(hashBy.queryParam('test'), { minimumRingSize: 100 })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '154-destinationrule-productpage.yaml': {
      title: 'On one port: by the address of the client',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.consistentHash(hashBy.sourceIp())),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
  },
};

export default topic;
