import { Duration } from 'cdk8s';
import { DestinationRule, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Connection pools: how much a proxy asks of a service at a time',
  recipes: {
    '122-destinationrule-productpage.yaml': {
      title: 'Limits on connections, with probes that find out when the other side is gone',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().connectionPool({
          tcp: {
            maxConnections: 100,
            connectTimeout: Duration.millis(30),
            tcpKeepalive: { time: '7200s', interval: Duration.seconds(75), probes: 10 },
          },
        }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '123-destinationrule-productpage.yaml': {
      title: 'Limits on connections, requests and retries together',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().connectionPool({
          tcp: {
            maxConnections: 115,
            connectTimeout: Duration.millis(30),
            tcpKeepalive: { time: '7200s', interval: Duration.seconds(75), probes: 10 },
          },
          http: {
            http1MaxPendingRequests: 115,
            http2MaxRequests: 115,
            maxRequestsPerConnection: 115,
            maxRetries: 115,
            idleTimeout: Duration.seconds(10),
            h2UpgradePolicy: 'DEFAULT',
          },
        }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '124-destinationrule-productpage.yaml': {
      title: 'Everything one at a time, to see in a test what happens over a limit',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().connectionPool({
          tcp: {
            maxConnections: 1,
            connectTimeout: Duration.millis(3),
            tcpKeepalive: { time: '7200s', interval: Duration.seconds(75), probes: 10 },
          },
          http: {
            http1MaxPendingRequests: 1,
            http2MaxRequests: 1,
            maxRequestsPerConnection: 1,
            maxRetries: 1,
            idleTimeout: Duration.seconds(10),
            h2UpgradePolicy: 'DEFAULT',
          },
        }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '125-destinationrule-productpage.yaml': {
      title: 'HTTP/1.1 or HTTP/2 as the mesh says',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().connectionPool({ http: { h2UpgradePolicy: 'DEFAULT' } }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '126-destinationrule-productpage.yaml': {
      title: 'HTTP/1.1 stays HTTP/1.1, whatever the mesh says',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().connectionPool({ http: { h2UpgradePolicy: 'DO_NOT_UPGRADE' } }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '127-destinationrule-productpage.yaml': {
      title: 'HTTP/1.1 goes on as HTTP/2: fewer connections to a service that speaks it',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().connectionPool({ http: { h2UpgradePolicy: 'UPGRADE' } }),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '148-destinationrule-productpage.yaml': {
      title: 'On one port: limits on connections, requests and retries',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.connectionPool({
          tcp: {
            maxConnections: 10,
            connectTimeout: Duration.millis(30),
            tcpKeepalive: { time: '7200s', interval: Duration.seconds(75), probes: 10 },
          },
          http: {
            http1MaxPendingRequests: 1,
            http2MaxRequests: 10,
            maxRequestsPerConnection: 1,
            maxRetries: 1,
            idleTimeout: Duration.seconds(10),
            h2UpgradePolicy: 'DEFAULT',
          },
        })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '149-destinationrule-productpage.yaml': {
      title: 'On one port: limits on connections',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port.connectionPool({
          tcp: {
            maxConnections: 10,
            connectTimeout: Duration.millis(30),
            tcpKeepalive: { time: '7200s', interval: Duration.seconds(75), probes: 10 },
          },
        })),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
  },
};

export default topic;
