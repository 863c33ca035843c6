import { App, Chart } from 'cdk8s';
import { Canary, CircuitBreaker, MeshService } from 'cdk8s-istio';
import { Deployment, Pods, Service } from 'cdk8s-plus-33';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

// Two Deployments behind one Service: it selects the label that the pods of both have.
const labels = { app: 'reviews' };
const deployment = (version: string): Deployment => new Deployment(shop, `reviews-${version}`, {
  podMetadata: { labels },
  containers: [{ image: `registry.example.com/reviews:${version}`, portNumber: 9080 }],
});
const service = new Service(shop, 'reviews-service', {
  metadata: { name: 'reviews' },
  selector: Pods.select(shop, 'reviews-pods', { labels }),
  ports: [{ name: 'http', port: 9080 }],
});

// Each Deployment is a version. Its pods get the label `version`, by which the subset selects them.
const reviews = MeshService.fromService(shop, 'reviews', service, {
  portNames: ['http'],
  versions: { v1: deployment('v1'), v2: deployment('v2') },
});
new Canary(shop, 'reviews-canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10 });
new CircuitBreaker(shop, 'reviews-breaker', { service: reviews, consecutive5xxErrors: 5 });

app.synth();
