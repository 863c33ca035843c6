import { DestinationRule, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Subsets: versions of a service that routes can name',
  recipes: {
    '037-destinationrule-details.yaml': {
      title: 'One version today, named so that the next one can be routed beside it',
      build: (chart) => new DestinationRule(chart, 'details', {
        metadata: { name: 'details' },
        host: 'details',
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '042-destinationrule-productpage.yaml': {
      title: 'The same in a namespace of its own, whatever the namespace of the chart',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage', namespace: 'bookinfo' },
        host: 'productpage',
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '043-destinationrule-reviews.yaml': {
      title: 'Three versions, for a canary or a test by header',
      build: (chart) => new DestinationRule(chart, 'reviews', {
        metadata: { name: 'reviews', namespace: 'bookinfo' },
        host: 'reviews',
        subsets: {
          v1: { labels: { version: 'v1' } },
          v2: { labels: { version: 'v2' } },
          v3: { labels: { version: 'v3' } },
        },
      }),
    },
    '044-destinationrule-ratings.yaml': {
      title: 'Versions that differ in what stands behind them: a database in the cluster, or on a virtual machine',
      build: (chart) => new DestinationRule(chart, 'ratings', {
        metadata: { name: 'ratings', namespace: 'bookinfo' },
        host: 'ratings',
        subsets: {
          'v1': { labels: { version: 'v1' } },
          'v2': { labels: { version: 'v2' } },
          'v2-mysql': { labels: { version: 'v2-mysql' } },
          'v2-mysql-vm': { labels: { version: 'v2-mysql-vm' } },
        },
      }),
    },
    '045-destinationrule-details.yaml': {
      title: 'The old version and the new one',
      build: (chart) => new DestinationRule(chart, 'details', {
        metadata: { name: 'details', namespace: 'bookinfo' },
        host: 'details',
        subsets: {
          v1: { labels: { version: 'v1' } },
          v2: { labels: { version: 'v2' } },
        },
      }),
    },
    '056-destinationrule-tcp-echo-destination.yaml': {
      title: 'Versions of a service that speaks plain TCP: routes divide its connections by weight',
      build: (chart) => new DestinationRule(chart, 'tcp-echo', {
        metadata: { name: 'tcp-echo-destination' },
        host: 'tcp-echo',
        subsets: {
          v1: { labels: { version: 'v1' } },
          v2: { labels: { version: 'v2' } },
        },
      }),
    },
    '066-destinationrule-httpbin.yaml': {
      title: 'The version that answers, and the one that only gets a mirror of the traffic',
      build: (chart) => new DestinationRule(chart, 'httpbin', {
        metadata: { name: 'httpbin' },
        host: 'httpbin',
        subsets: {
          v1: { labels: { version: 'v1' } },
          v2: { labels: { version: 'v2' } },
        },
      }),
    },
    '081-destinationrule-egressgateway-for-cnn.yaml': {
      title: 'A subset of all endpoints of the egress gateway, so that one external host can have a policy of its own there',
      build: (chart) => new DestinationRule(chart, 'egress-gateway', {
        metadata: { name: 'egressgateway-for-cnn' },
        host: 'istio-egressgateway.istio-system.svc.cluster.local',
        subsets: { cnn: {} },
      }),
    },
    '106-destinationrule-canary.yaml': {
      title: 'A version that is balanced in another way than the host',
      build: (chart) => new DestinationRule(chart, 'canary', {
        metadata: { name: 'canary' },
        host: 'canary',
        trafficPolicy: new TrafficPolicy().loadBalancer('RANDOM'),
        subsets: {
          v1: { labels: { version: 'v1' } },
          v2: { labels: { version: 'v2' }, trafficPolicy: new TrafficPolicy().loadBalancer('ROUND_ROBIN') },
        },
      }),
    },
  },
};

export default topic;
