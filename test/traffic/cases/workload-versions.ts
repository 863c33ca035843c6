import { type App, Chart } from 'cdk8s';
import { Canary, header, MeshService } from 'cdk8s-istio';
import { Deployment } from 'cdk8s-plus-33';
import { meshPod, service, sidecar, type TrafficCase } from '../case';

const reviews = (version: string): string => `outbound|9080|${version}|reviews.shop.svc.cluster.local`;

export const cases: readonly TrafficCase[] = [{
  name: 'versions-of-deployments',
  promise: 'Deployments are versions: the subsets select the label that their pods get, and the one that their pods have',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const containers = [{ image: 'reviews', portNumber: 9080 }];
    const old = new Deployment(chart, 'old', { podMetadata: { labels: { app: 'reviews', version: '1.2.3' } }, containers });
    const next = new Deployment(chart, 'next', { podMetadata: { labels: { app: 'reviews' } }, containers });
    const owner = MeshService.fromService(chart, 'reviews', { name: 'reviews', metadata: {}, ports: [{ name: 'http', port: 9080 }] }, {
      versions: { old, next },
    });
    new Canary(chart, 'canary', { service: owner, stable: 'old', canary: 'next', weight: 10, always: header('end-user').exact('jason') });
  },
  around: [
    service('shop', 'reviews', { http: 9080 }),
    meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews', version: '1.2.3' }),
    meshPod('shop', 'reviews-2', '10.0.0.2', { app: 'reviews', version: 'next' }),
  ],
  proxies: { client: sidecar('shop') },
  asks: [
    { from: 'client', port: 9080, host: 'reviews.shop', expect: { to: { [reviews('old')]: 0.9, [reviews('next')]: 0.1 } } },
    { from: 'client', port: 9080, host: 'reviews.shop', headers: { 'end-user': 'jason' }, times: 50, expect: { to: reviews('next') } },
  ],
  looks: [
    { at: 'client', cluster: reviews('old'), expect: { subset: 'old', endpoints: ['10.0.0.1:9080'] } },
    { at: 'client', cluster: reviews('next'), expect: { subset: 'next', endpoints: ['10.0.0.2:9080'] } },
  ],
}];
