import { type App, Chart } from 'cdk8s';
import { Destination, path, VirtualService } from 'cdk8s-istio';
import { meshPod, service, sidecar, type TrafficCase } from '../case';

const reviews = 'outbound|9080||reviews.shop.svc.cluster.local';
const ask = { from: 'client', port: 9080, host: 'reviews.shop' };

export const cases: readonly TrafficCase[] = [{
  name: 'redirect-and-rewrite',
  promise: 'an old path is moved, a prefix is taken off, and the query stays',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const to = Destination.host('reviews.shop.svc.cluster.local');
    new VirtualService(chart, 'reviews', { hosts: ['reviews.shop.svc.cluster.local'] })
      .addHttpRoute('moved', { match: path.exact('/old'), redirect: { uri: '/new', redirectCode: 308 } })
      .addHttpRoute('api', { match: path.prefix('/api/'), rewrite: { uri: '/' }, to, timeout: '2s' })
      .addHttpRoute('rest', { to });
  },
  around: [service('shop', 'reviews', { http: 9080 }), meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews' })],
  proxies: { client: sidecar('web') },
  asks: [
    { ...ask, path: '/old?q=1', expect: { to: '(308)', status: 308, location: 'http://reviews.shop/new?q=1' } },
    { ...ask, path: '/api/7?q=1', expect: { to: reviews, path: '/7?q=1', authority: 'reviews.shop', route: 'api' } },
    { ...ask, path: '/api', expect: { to: reviews, path: '/api', route: 'rest' } },
  ],
  looks: [
    { at: 'client', cluster: reviews, expect: { endpoints: ['10.0.0.1:9080'], tls: { 'tlsMode-istio': { certificate: 'default' } } } },
    { at: 'client', routes: '9080', host: 'reviews.shop', expect: { onRoutes: [{ name: 'moved' }, { timeout: '2s' }, { timeout: '0s' }] } },
  ],
}];
