import { App, Chart, Duration } from 'cdk8s';
import { DestinationRule, Gateway, path, Server, VirtualService } from 'cdk8s-istio';

const app = new App();

// The platform team owns the gateway, in the namespace where its pods and its certificate are.
const ingress = new Chart(app, 'ingress', { namespace: 'istio-ingress', disableResourceNameHashes: true });
const edge = new Gateway(ingress, 'edge', {
  selector: { istio: 'ingress' },
  servers: [
    Server.httpsRedirect({ hosts: ['shop/shop.example.com'] }),
    Server.https({ hosts: ['shop/shop.example.com'], credentialName: 'shop-tls', minProtocolVersion: 'TLSV1_2' }),
  ],
});

// The shop's team says where requests go. Another namespace's gateway is written as namespace/name by itself.
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const frontend = new DestinationRule(shop, 'frontend', { host: 'frontend', subsets: { stable: { labels: { version: 'v1' } } } });
const catalog = new DestinationRule(shop, 'catalog', { host: 'catalog', subsets: { stable: { labels: { version: 'v3' } } } });

new VirtualService(shop, 'shop-routes', { hosts: ['shop.example.com'], gateways: [edge] })
  .addHttpRoute('catalog', {
    match: path.prefix('/catalog/'),
    to: catalog.subset('stable').onPort(8080),
    timeout: Duration.seconds(2),
    retries: { attempts: 2, perTryTimeout: '900ms', retryOn: 'connect-failure,refused-stream,503' },
  })
  .addHttpRoute('frontend', { to: frontend.subset('stable').onPort(8080) });

app.synth();
