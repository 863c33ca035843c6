import { App, Chart } from 'cdk8s';
import { Canary, CircuitBreaker, header, IngressGateway, MeshService } from 'cdk8s-istio';

const app = new App();
const http = { http: { number: 9080, protocol: 'HTTP' } } as const;

// The team of bookinfo says what is to hold for its services, wherever requests come from.
const bookinfo = new Chart(app, 'bookinfo', { namespace: 'bookinfo' });
const productpage = new MeshService(bookinfo, 'productpage', { ports: http });
const reviews = new MeshService(bookinfo, 'reviews', {
  ports: http,
  versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});
new Canary(bookinfo, 'reviews-canary', {
  service: reviews, stable: 'v1', canary: 'v2',
  weight: 10,
  always: header('end-user').exact('jason'),
});
new CircuitBreaker(bookinfo, 'reviews-breaker', { service: reviews, consecutive5xxErrors: 5, maxConnections: 100, http1MaxPendingRequests: 100 });

// The platform's team lets clients in. The Secret bookinfo-tls is in the namespace of the gateway's pods.
const platform = new Chart(app, 'platform', { namespace: 'istio-ingress' });
const edge = new IngressGateway(platform, 'edge', {
  namespace: 'istio-ingress',
  workload: { labels: { istio: 'ingress' } },
  https: { credentialName: 'bookinfo-tls' },
});
const host = edge.host('bookinfo.example.com').path('/reviews', reviews);
for (const page of ['/productpage', '/static', '/login', '/logout', '/api/v1/products']) host.path(page, productpage);

app.synth();
