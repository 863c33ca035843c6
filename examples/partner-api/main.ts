import { App, Chart, Duration } from 'cdk8s';
import {
  CircuitBreaker, EgressGateway, EgressLockdown, EgressThroughGateway, ExternalService, NamespaceIsolation, RegistryOnly, Resilience,
} from 'cdk8s-istio';

const app = new App();

// The platform team owns the gateway. Its pods, its Service and the Secret "partner-client" are in istio-egress.
const platform = new Chart(app, 'platform', { namespace: 'istio-egress', disableResourceNameHashes: true });
const gateway = new EgressGateway(platform, 'gateway', {
  service: 'istio-egress', workload: { labels: { istio: 'egress' } }, ports: [{ number: 443, targetPort: 443 }],
});

// The shop calls http://api.partner.com. What leaves the cluster is mutual TLS, from the gateway, for checkout alone.
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const partner = new ExternalService(shop, 'partner', { host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
new EgressThroughGateway(shop, 'partner-egress', {
  service: partner, port: 'http', gateway,
  clients: [{ namespace: 'shop', serviceAccounts: ['checkout'] }],
  origination: { credentialName: 'partner-client' },
});

// Requests are bounded where they are made; the partner's endpoints are judged where they are called.
new Resilience(shop, 'partner-patience', { service: partner, timeout: Duration.seconds(3) });
new CircuitBreaker(shop, 'partner-breaker', { service: partner, http2MaxRequests: 100 });

// Whatever else leaves is refused: by the proxy, which says so at once, and by the network, which cannot be passed by.
const isolation = new NamespaceIsolation(shop, 'isolation', { dependencies: [partner] });
new RegistryOnly(shop, 'registry-only', { isolation });
new EgressLockdown(platform, 'lockdown', { gateway, namespaces: ['shop'] });

app.synth();
