import { DestinationRule } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Which host a DestinationRule is for, and who follows it',
  recipes: {
    '119-destinationrule-details.yaml': {
      title: 'A service of the own namespace by its short name; it shadows what the mesh says about the host elsewhere',
      build: (chart) => new DestinationRule(chart, 'details', {
        metadata: { name: 'details' },
        host: 'details',
      }),
    },
    '121-destinationrule-details.yaml': {
      title: 'A service of any namespace: by its full name, which means the same wherever it is read',
      build: (chart) => new DestinationRule(chart, 'details', {
        metadata: { name: 'details' },
        host: 'details.istio.svc.cluster.local',
      }),
    },
    '114-destinationrule-productpage.yaml': {
      title: 'For clients in one other namespace only, such as that of the ingress gateway',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        exportTo: ['istio-system'],
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '116-destinationrule-productpage.yaml': {
      title: 'For clients in the own namespace only: how to treat somebody else\'s service without telling everybody',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        exportTo: ['.'],
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '117-destinationrule-productpage.yaml': {
      title: 'For clients everywhere, where the mesh\'s own setting is narrower',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        exportTo: ['*'],
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
  },
};

export default topic;
