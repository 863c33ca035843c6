import { ApiObject, App, Chart } from 'cdk8s';
import { ExternalService, MeshService, NamespaceIsolation, RegistryOnly, UnixSocketIngress } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

// What the namespace calls outside of itself: a service of another team, and one outside the mesh.
const users = MeshService.fromName(shop, 'users', { namespace: 'accounts', ports: { http: { number: 80, protocol: 'HTTP' } } });
const payments = new ExternalService(shop, 'payments', {
  host: 'api.payments.example.com', ports: { https: { number: 443, protocol: 'HTTPS' } },
});

// Its workloads see their own namespace, the control plane and these two, and reach nothing else.
const isolation = new NamespaceIsolation(shop, 'isolation', { dependencies: [users, payments] });
new RegistryOnly(shop, 'registry-only', { isolation });

// The database listens on a unix socket alone. Its Sidecar says all of the above again, as Istio merges none.
const labels = { app: 'mysql' };
const socket = new UnixSocketIngress(shop, 'mysql', {
  isolation, workload: { labels },
  sockets: { 'tcp-mysql': { port: 3306, protocol: 'TCP', path: '/var/run/mysqld/mysqld.sock' } },
});

new ApiObject(shop, 'database', {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'mysql' },
  spec: { selector: labels, ports: [{ name: 'tcp-mysql', port: 3306 }] },
});
new ApiObject(shop, 'database-pods', {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'mysql' },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels, annotations: socket.podAnnotations },
      spec: {
        volumes: socket.podVolumes,
        containers: [{
          name: 'mysql', image: 'mysql:8.4', args: ['--skip-networking'],
          envFrom: [{ secretRef: { name: 'mysql' } }], volumeMounts: socket.volumeMounts,
        }],
      },
    },
  },
});

app.synth();
