import { App, Chart, Duration } from 'cdk8s';
import { DestinationRule, hashBy, Tls, TrafficPolicy, VirtualService } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });

const ejection = { consecutive5xxErrors: 5, interval: Duration.seconds(10) };
const rule = new DestinationRule(shop, 'ratings', {
  host: 'ratings',
  trafficPolicy: new TrafficPolicy()
    .consistentHash(hashBy.cookie('user', { ttl: Duration.seconds(0) }))
    .connectionPool({ tcp: { maxConnections: 100, connectTimeout: Duration.seconds(5) } })
    .outlierDetection(ejection)
    .onPort(9080, (p) => p.tls(Tls.istioMutual()).outlierDetection(ejection)), // an entry of a port inherits nothing
  subsets: { v1: { labels: { version: 'v1' } } },
});
new VirtualService(shop, 'ratings-routes', { hosts: ['ratings'] })
  .addHttpRoute('default', { to: rule.subset('v1'), timeout: Duration.seconds(3) });

app.synth();
