import { App, type Chart } from 'cdk8s';
import { BlueGreen, header, HttpPolicies, IngressGateway, type Match, MeshService, path } from 'cdk8s-istio';
import { chartOf } from '../../support/chart';
import { findingsWith } from '../../support/findings';

/** A service under /shop, where the prefix is taken off, with a preview for some requests; in any order. */
function found(preview: Match | readonly Match[], strip: boolean, order: 'first' | 'last'): string[] {
  const app = new App();
  const chart: Chart = chartOf('shop', app);
  const shop = new MeshService(chart, 'front', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: { v: '1' }, v2: { v: '2' } } });
  const expose = (): unknown => (
    new IngressGateway(chart, 'edge', { namespace: 'ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' }).host('a.example.com').path('/shop', shop)
  );
  if (order === 'first') expose();
  new BlueGreen(chart, 'release', { service: shop, active: 'v1', preview: { version: 'v2', match: preview } });
  if (strip) new HttpPolicies(chart, 'strip', { service: shop, rewrite: { prefix: '/shop', uri: '/' } });
  if (order === 'last') expose();
  return findingsWith(() => app).filter(({ rule }) => rule === 'composition/behind-stripped-prefix' || rule === 'composition/left-out')
    .map(({ rule, severity, construct }) => `${severity} ${rule} ${construct}`);
}

const ERROR = ['error composition/behind-stripped-prefix shop/release'];
const INFO = ['info composition/left-out shop/release'];

test.each([
  ['a path of the service', path.prefix('/checkout/'), true, ERROR],
  ['an exact path and a header', path.exact('/checkout').and(header('x').exact('y')), true, ERROR],
  ['the path of the gateway as well', [path.prefix('/checkout/'), path.prefix('/shop/checkout/')], true, INFO],
  ['a header, which holds everywhere', header('x').exact('y'), true, []],
  ['a path of the service where nothing is taken off', path.prefix('/checkout/'), false, INFO],
] as const)('behind a prefix that is taken off: %s', (_, preview, strip, expected) => {
  for (const order of ['first', 'last'] as const) expect(found(preview as Match, strip, order)).toEqual(expected);
});
