import { renderResource } from '../../core/finding';
import type { Analyzer } from '../analyzer';

const root = (match: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec: {hosts: [shop.example.com], gateways: [edge], http: [{match: [{${match}}], delegate: {name: cart}}]}
---`;
const delegate = (...matches: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec: {http: [${matches.map((match) => `{match: [{${match}}], route: [{destination: {host: cart}}]}`).join(', ')}]}
---`;

/** A route of a delegate that its root lets no request through to. */
export const outsideRoot: Analyzer = {
  id: 'routes/outside-root',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Unreachable route of a delegate: no request that the root lets through can take it',
  why: 'istiod joins each match of a delegate with those of the route that names it, and drops a route of which one match fits none: a path outside of the root\'s '
    + 'prefix, another header value, or a regular expression on both sides. Requests for it take a later route, or get 404.',
  fix: 'write matches that lie within those of the root, with whole paths: the root does not cut off its prefix',
  source: ['test/traffic/recorded/delegate-outside-of-its-root.yaml', 'pilot/pkg/model/virtualservice.go#mergeHTTPMatchRequests'],
  reads: [],
  check(mesh, report) {
    const roots = mesh.routes.filter(({ outside }) => outside.length > 0);
    // A delegate of several routes may have matches for each of them.
    const kept = new Set(roots.length === 0 ? [] : mesh.routes.flatMap(({ placesOfHttp }) => placesOfHttp.map(({ entry, index }) => `${entry.index} ${index}`)));
    for (const { entry: root, outside } of roots) {
      for (const { entry, index, root: route } of outside) {
        if (kept.has(`${entry.index} ${index}`)) continue;
        kept.add(`${entry.index} ${index}`);
        report({ on: entry, path: ['spec', 'http', index, 'match'] }, {
          message: `Unreachable: no request that route ${route} of ${renderResource(root.id)} lets through can match this, so istiod drops the route`,
          related: [{ on: root, path: ['spec', 'http', route, 'match'] }],
        });
      }
    }
  },
  good: [root('uri: {prefix: /cart}') + delegate('uri: {prefix: /cart/items}'), root('uri: {prefix: /cart}') + delegate('method: {exact: GET}'),
    root('uri: {prefix: /cart}').replace('}]}\n---', '}, {match: [{uri: {prefix: /items}}], delegate: {name: cart}}]}\n---')
      + delegate('uri: {prefix: /cart/items}', 'uri: {prefix: /items/1}'),
  ],
  bad: [
    { yaml: root('uri: {prefix: /cart}') + delegate('uri: {prefix: /cart/items}', 'uri: {prefix: /items}'), at: [1, 'spec.http[1].match'] },
    { yaml: root('uri: {regex: /cart.*}') + delegate('uri: {prefix: /cart/items}'), at: [1, 'spec.http[0].match'] },
  ],
};
