import { Duration } from 'cdk8s';
import { DestinationRule, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Circuit breaking: limits, and endpoints that fail kept out',
  recipes: {
    '061-destinationrule-httpbin.yaml': {
      title: 'A breaker that trips at the first failure, to try out how callers take it',
      build: (chart) => new DestinationRule(chart, 'httpbin', {
        metadata: { name: 'httpbin' },
        host: 'httpbin',
        trafficPolicy: new TrafficPolicy()
          .connectionPool({ tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1, maxRequestsPerConnection: 1 } })
          .outlierDetection({
            consecutive5xxErrors: 1,
            interval: Duration.seconds(1),
            baseEjectionTime: Duration.minutes(3),
            maxEjectionPercent: 100,
          }),
      }),
    },
    '147-destinationrule-productpage.yaml': {
      title: 'The same with a limit on connecting, and detection that stays on however few endpoints are healthy',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy()
          .connectionPool({
            tcp: { maxConnections: 1, connectTimeout: Duration.millis(30) },
            http: { http1MaxPendingRequests: 1, maxRequestsPerConnection: 1 },
          })
          .outlierDetection({
            consecutive5xxErrors: 1,
            interval: Duration.seconds(5),
            baseEjectionTime: '60s',
            maxEjectionPercent: 100,
            minHealthPercent: 0,
          }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '161-destinationrule-productpage.yaml': {
      title: 'A breaker on one port that leaves most endpoints in the pool. Write consecutive5xxErrors for consecutiveErrors today',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .connectionPool({
            tcp: { maxConnections: 10, connectTimeout: Duration.millis(30) },
            http: { http2MaxRequests: 50, maxRequestsPerConnection: 5 },
          })
          .outlierDetection({
            consecutiveErrors: 7,
            interval: Duration.seconds(5),
            baseEjectionTime: Duration.seconds(15),
            maxEjectionPercent: 30,
            minHealthPercent: 10,
          })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
  },
};

export default topic;
