import { type Chart, Duration } from 'cdk8s';
import { Destination, DestinationRule, header, Resolution, ServiceEntry, VirtualService } from 'cdk8s-istio';
import type { Topic } from '../recipe';

function versionsOf(around: Chart, host: string) {
  return new DestinationRule(around, host, { host, subsets: { v1: { labels: { version: 'v1' } }, v2: { labels: { version: 'v2' } } } });
}

const topic: Topic = {
  title: 'Timeouts, retries, and failures on purpose',
  recipes: {
    '060-virtualservice-reviews.yaml': {
      title: 'A timeout: callers get an error after half a second instead of waiting',
      build: (chart, around) => new VirtualService(chart, 'reviews', { metadata: { name: 'reviews' }, hosts: ['reviews'] })
        .addHttpRoute({ to: versionsOf(around, 'reviews').subset('v2'), timeout: '0.5s' }),
    },
    '078-virtualservice-httpbin-ext.yaml': {
      title: 'A timeout for an API outside the mesh, which a ServiceEntry makes known',
      build: (chart, around) => {
        new ServiceEntry(around, 'httpbin-ext', {
          hosts: ['httpbin.org'],
          ports: { http: { number: 80, protocol: 'HTTP' } },
          resolution: Resolution.dns(),
        });
        return new VirtualService(chart, 'httpbin-ext', { metadata: { name: 'httpbin-ext' }, hosts: ['httpbin.org'] })
          .addHttpRoute({ to: Destination.host('httpbin.org').weighted(100), timeout: Duration.seconds(3) });
      },
    },
    '107-virtualservice-canary.yaml': {
      title: 'Retries for one user, while four of five requests of everybody else fail',
      build: (chart, around) => {
        const canary = versionsOf(around, 'canary');
        return new VirtualService(chart, 'canary', { metadata: { name: 'canary' }, hosts: ['canary'] })
          .addHttpRoute({
            match: header('user').exact('zhongmingmao'),
            to: canary.subset('v2'),
            retries: { attempts: 3, perTryTimeout: Duration.seconds(2) },
          })
          .addHttpRoute({
            to: canary.subset('v1'),
            fault: { abort: { httpStatus: 500, percentage: 80 } },
          });
      },
    },
    '051-virtualservice-ratings.yaml': {
      title: 'A slow backend for one test user: do the timeouts in front of it hold?',
      build: (chart, around) => {
        const ratings = versionsOf(around, 'ratings');
        return new VirtualService(chart, 'ratings', { metadata: { name: 'ratings' }, hosts: ['ratings'] })
          .addHttpRoute({
            match: header('end-user').exact('jason'),
            to: ratings.subset('v1'),
            fault: { delay: { fixedDelay: Duration.seconds(7), percentage: 100 } },
          })
          .addHttpRoute({ to: ratings.subset('v1') });
      },
    },
    '052-virtualservice-ratings.yaml': {
      title: 'A broken backend for one test user: does the page still say something?',
      build: (chart, around) => {
        const ratings = versionsOf(around, 'ratings');
        return new VirtualService(chart, 'ratings', { metadata: { name: 'ratings' }, hosts: ['ratings'] })
          .addHttpRoute({
            match: header('end-user').exact('jason'),
            to: ratings.subset('v1'),
            fault: { abort: { httpStatus: 500, percentage: 100 } },
          })
          .addHttpRoute({ to: ratings.subset('v1') });
      },
    },
    '059-virtualservice-ratings.yaml': {
      title: 'A slow backend for everybody, in the field that Istio had first; new code says percentage',
      build: (chart, around) => new VirtualService(chart, 'ratings', { metadata: { name: 'ratings' }, hosts: ['ratings'] })
        .addHttpRoute({
          to: versionsOf(around, 'ratings').subset('v1'),
          fault: { delay: { fixedDelay: Duration.seconds(2), percent: 100 } },
        }),
    },
  },
};

export default topic;
