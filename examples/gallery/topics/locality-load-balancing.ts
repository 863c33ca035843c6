import { Duration } from 'cdk8s';
import { DestinationRule, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** Regions that take over for each other: a policy with a name, for every service that wants it. */
const regionsTakeOver = new TrafficPolicy()
  .locality({
    enabled: true,
    failover: [{ from: 'us-central1', to: 'us-central2' }, { from: 'us-central2', to: 'us-central1' }],
  })
  .outlierDetection({ consecutive5xxErrors: 1, interval: Duration.minutes(5), baseEjectionTime: Duration.minutes(15) });

const topic: Topic = {
  title: 'Locality: endpoints near by, and what happens when they fail',
  recipes: {
    '136-destinationrule-productpage.yaml': {
      title: 'All traffic of one zone to another one: to drain a zone',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy()
          .locality({ enabled: true, distribute: [{ from: 'us-central1/z1/*', to: { 'us-central3/z3/*': 100 } }] })
          .outlierDetection({ consecutive5xxErrors: 1, interval: Duration.minutes(5), baseEjectionTime: Duration.minutes(15) }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '137-destinationrule-productpage.yaml': {
      title: 'The traffic of one zone in shares over others',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy()
          .locality({
            enabled: true,
            distribute: [{ from: 'us-central1/z1/*', to: { 'us-central3/z3/*': 50, 'us-central2/z2/*': 50 } }],
          })
          .outlierDetection({ consecutive5xxErrors: 1, interval: Duration.minutes(5), baseEjectionTime: Duration.minutes(15) }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '138-destinationrule-productpage.yaml': {
      title: 'Two regions that take over for each other; outlier detection is what notices a failure',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: regionsTakeOver,
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '139-destinationrule-reviews.yaml': {
      title: 'The same for a service without versions',
      build: (chart) => new DestinationRule(chart, 'reviews', {
        metadata: { name: 'reviews' },
        host: 'reviews.istio.svc.cluster.local',
        trafficPolicy: regionsTakeOver,
      }),
    },
    '140-destinationrule-details.yaml': {
      title: 'The same policy for the next service: it has a name in the program, so it is written once',
      build: (chart) => new DestinationRule(chart, 'details', {
        metadata: { name: 'details' },
        host: 'details.istio.svc.cluster.local',
        trafficPolicy: regionsTakeOver,
      }),
    },
    '141-destinationrule-ratings.yaml': {
      title: 'And for one more, so that the whole chain of calls stays in a region',
      build: (chart) => new DestinationRule(chart, 'ratings', {
        metadata: { name: 'ratings' },
        host: 'ratings.istio.svc.cluster.local',
        trafficPolicy: regionsTakeOver,
      }),
    },
    '155-destinationrule-productpage.yaml': {
      title: 'On one port: the traffic of one region to another one',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.locality({
          enabled: true,
          distribute: [{ from: 'us-central1/*', to: { 'us-central2/*': 100 } }],
        })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '156-destinationrule-productpage.yaml': {
      title: 'On one port: a region that takes over for another one. Write consecutive5xxErrors for consecutiveErrors today',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .locality({
            enabled: true,
            failover: [{ from: 'us-central1', to: 'us-central2' }, { from: 'us-central1', to: 'us-central2' }],
          })
          .outlierDetection({ consecutiveErrors: 7, interval: Duration.minutes(5), baseEjectionTime: Duration.minutes(15) })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
  },
};

export default topic;
