import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { CircuitBreaker, Gateway, LocalityFailover, MeshService, Server } from 'cdk8s-istio';

// Two clusters of one mesh, each with a control plane of its own, which reads the config of its cluster alone: so both get the same.
const regions = ['europe-west1', 'europe-north1'] as const;

function cluster(region: string): void {
  const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', region) });
  mesh(new Chart(app, 'mesh'), region);
  shop(new Chart(app, 'shop', { namespace: 'shop' }));
  app.synth();
}

/** The one thing that differs: the name of the network. */
function mesh(chart: Chart, region: string): void {
  new ApiObject(chart, 'namespace', {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': region } },
  });
  // Lets the other cluster in, by the mesh's own TLS, and to the services of this namespace alone.
  new Gateway(chart, 'east-west', {
    metadata: { name: 'cross-network-gateway', namespace: 'istio-system' },
    selector: { istio: 'eastwestgateway' },
    servers: [Server.autoPassthrough({ hosts: ['*.shop.svc.cluster.local'] })],
  });
}

function shop(chart: Chart): void {
  const orders = new MeshService(chart, 'orders', { ports: { http: { number: 8080, protocol: 'HTTP' } } });
  const [west, north] = regions;
  new LocalityFailover(chart, 'failover', { service: orders, failover: { [west]: north, [north]: west } });
  new CircuitBreaker(chart, 'breaker', { service: orders, consecutive5xxErrors: 3 });
}

for (const region of regions) cluster(region);
