import { App, Chart } from 'cdk8s';
import { path, Resilience } from 'cdk8s-istio';
import { StandardService } from 'standard-service';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });

// One import, and the service is run as the house runs its services.
const { service } = new StandardService(shop, 'orders', {
  versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  rollout: { from: 'v1', to: 'v2', weight: 5 },
});

// What is special about this one is added to the same host.
new Resilience(shop, 'reports', { service, match: path.prefix('/reports/'), timeout: '30s', retries: { attempts: 0 } });

app.synth();
