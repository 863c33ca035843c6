import type { Chart } from 'cdk8s';
import { DestinationRule, Destination, header, VirtualService } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** What names the versions of a service: the routes below refer to it, and could not name a version that it does not have. */
function versionsOf(around: Chart, host: string, namespace?: string) {
  return new DestinationRule(around, host, {
    metadata: { name: host, namespace },
    host,
    subsets: { v1: { labels: { version: 'v1' } }, v2: { labels: { version: 'v2' } }, v3: { labels: { version: 'v3' } } },
  });
}

const topic: Topic = {
  title: 'Choosing a version: for everyone, for some users, by weight',
  recipes: {
    '046-virtualservice-productpage.yaml': {
      title: 'All requests to v1, however many versions run: the state to deploy a new version into',
      build: (chart, around) => new VirtualService(chart, 'productpage', {
        metadata: { name: 'productpage', namespace: 'bookinfo' },
        hosts: ['productpage'],
      }).addHttpRoute({ to: versionsOf(around, 'productpage', 'bookinfo').subset('v1') }),
    },
    '047-virtualservice-reviews.yaml': {
      title: 'All requests to the newest version, the older ones still running to go back to',
      build: (chart, around) => new VirtualService(chart, 'reviews', {
        metadata: { name: 'reviews', namespace: 'bookinfo' },
        hosts: ['reviews'],
      }).addHttpRoute({ to: versionsOf(around, 'reviews', 'bookinfo').subset('v3') }),
    },
    '048-virtualservice-ratings.yaml': {
      title: 'A backend that only other services call, held at v1',
      build: (chart, around) => new VirtualService(chart, 'ratings', {
        metadata: { name: 'ratings', namespace: 'bookinfo' },
        hosts: ['ratings'],
      }).addHttpRoute({ to: versionsOf(around, 'ratings', 'bookinfo').subset('v1') }),
    },
    '049-virtualservice-details.yaml': {
      title: 'The same with the routes among the props, for those who generate them',
      build: (chart, around) => new VirtualService(chart, 'details', {
        metadata: { name: 'details', namespace: 'bookinfo' },
        hosts: ['details'],
        http: [{ to: versionsOf(around, 'details', 'bookinfo').subset('v1') }],
      }),
    },
    '050-virtualservice-reviews.yaml': {
      title: 'A new version for one user, by a header that the application passes on; the old one for everybody else',
      build: (chart, around) => {
        const reviews = versionsOf(around, 'reviews');
        return new VirtualService(chart, 'reviews', { metadata: { name: 'reviews' }, hosts: ['reviews'] })
          .addHttpRoute({ match: header('end-user').exact('jason'), to: reviews.subset('v2') })
          .addHttpRoute({ to: reviews.subset('v1') });
      },
    },
    '105-virtualservice-canary.yaml': {
      title: 'A canary for its developer only, before it gets any share of the traffic',
      build: (chart, around) => {
        const canary = versionsOf(around, 'canary');
        return new VirtualService(chart, 'canary', { metadata: { name: 'canary' }, hosts: ['canary'] })
          .addHttpRoute({ match: header('user').exact('zhongmingmao'), to: canary.subset('v2') })
          .addHttpRoute({ to: canary.subset('v1') });
      },
    },
    '053-virtualservice-reviews.yaml': {
      title: 'Half of the requests to each of two versions',
      build: (chart, around) => {
        const reviews = versionsOf(around, 'reviews');
        return new VirtualService(chart, 'reviews', { metadata: { name: 'reviews' }, hosts: ['reviews'] })
          .addHttpRoute({ to: [reviews.subset('v1').weighted(50), reviews.subset('v3').weighted(50)] });
      },
    },
    '054-virtualservice-reviews.yaml': {
      title: 'The end of a migration: everything to the new version',
      build: (chart, around) => new VirtualService(chart, 'reviews', { metadata: { name: 'reviews' }, hosts: ['reviews'] })
        .addHttpRoute({ to: versionsOf(around, 'reviews').subset('v3') }),
    },
    '065-virtualservice-httpbin.yaml': {
      title: 'A split that starts with everything in one place: the next step only adds a line',
      build: (chart, around) => new VirtualService(chart, 'httpbin', { metadata: { name: 'httpbin' }, hosts: ['httpbin'] })
        .addHttpRoute({ to: [versionsOf(around, 'httpbin').subset('v1').weighted(100)] }),
    },
    '067-virtualservice-httpbin.yaml': {
      title: 'Mirroring: v1 answers, v2 gets a copy of every request and its answers are thrown away',
      build: (chart, around) => {
        const httpbin = versionsOf(around, 'httpbin');
        return new VirtualService(chart, 'httpbin', { metadata: { name: 'httpbin' }, hosts: ['httpbin'] })
          .addHttpRoute({
            to: httpbin.subset('v1').weighted(100),
            mirror: { destination: httpbin.subset('v2'), percentage: 100 },
          });
      },
    },
    '118-virtualservice-details.yaml': {
      title: 'No choice at all: a place for timeouts and retries to come',
      build: (chart) => new VirtualService(chart, 'details', { metadata: { name: 'details' }, hosts: ['details'] })
        .addHttpRoute({ to: Destination.host('details') }),
    },
  },
};

export default topic;
