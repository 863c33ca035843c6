import { App, Chart } from 'cdk8s';
import { EgressListener, Endpoint, HostScope, IngressListener, Outbound, Resolution, ServiceEntry, Sidecar } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });

// The one service outside the mesh that the namespace may call.
new ServiceEntry(shop, 'payments', {
  hosts: ['api.payments.example.com'],
  ports: { https: { number: 443, protocol: 'HTTPS' } },
  resolution: Resolution.dns(),
  exportTo: ['.'],
});

// Every workload sees its own namespace and the control plane, and reaches nothing that the registry does not have.
new Sidecar(shop, 'default', {
  egress: [EgressListener.catchAll([HostScope.own(), HostScope.namespace('istio-system')])],
  outboundTrafficPolicy: Outbound.registryOnly(),
});

// The database listens on a unix socket only; its proxy forwards to it.
new Sidecar(shop, 'database', {
  workload: { labels: { app: 'mysql' } },
  ingress: [
    IngressListener.on({ number: 3306, protocol: 'MYSQL', name: 'mysql' }, { defaultEndpoint: Endpoint.unixSocket('/var/run/mysqld/mysqld.sock') }),
  ],
  egress: [EgressListener.catchAll([HostScope.nothing()])],
});

app.synth();
