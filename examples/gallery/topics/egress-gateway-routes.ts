import type { Chart } from 'cdk8s';
import { Destination, DestinationRule, fromGateway, GatewayRef, port, Resolution, ServiceEntry, VirtualService } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** The pods of the egress gateway, with a subset for each destination that is led through them. */
function egressPods<Subset extends string>(around: Chart, subset: Subset) {
  return new DestinationRule(around, 'egress-pods', {
    host: 'istio-egressgateway.istio-system.svc.cluster.local',
    subsets: { [subset]: {} } as Record<Subset, object>,
  });
}

function cnn(around: Chart) {
  return new ServiceEntry(around, 'cnn', {
    hosts: ['edition.cnn.com'],
    ports: { http: { number: 80, protocol: 'HTTP' }, tls: { number: 443, protocol: 'TLS' } },
    resolution: Resolution.dns(),
  });
}

const egress = GatewayRef.named('istio-egressgateway');

const topic: Topic = {
  title: 'Egress: the way of a request through the egress gateway, in two routes',
  recipes: {
    '082-virtualservice-direct-cnn-through-egress-gateway.yaml': {
      title: 'A website over HTTP: from the sidecars to the egress gateway, from there to the website',
      build: (chart, around) => new VirtualService(chart, 'cnn', {
        metadata: { name: 'direct-cnn-through-egress-gateway' },
        hosts: ['edition.cnn.com'],
        gateways: [egress, GatewayRef.mesh],
      })
        .addHttpRoute({
          match: fromGateway(GatewayRef.mesh).and(port(80)),
          to: egressPods(around, 'cnn').subset('cnn').onPort(80).weighted(100),
        })
        .addHttpRoute({
          match: fromGateway(egress).and(port(80)),
          to: cnn(around).port('http').weighted(100),
        }),
    },
    '085-virtualservice-direct-cnn-through-egress-gateway.yaml': {
      title: 'A website over HTTPS that the application encrypts, by its SNI; corrected: the field is sniHosts, not sni_hosts',
      build: (chart, around) => new VirtualService(chart, 'cnn', {
        metadata: { name: 'direct-cnn-through-egress-gateway' },
        hosts: ['edition.cnn.com'],
        gateways: [GatewayRef.mesh, egress],
      })
        .addTlsRoute({
          match: { gateways: [GatewayRef.mesh], port: 443, sniHosts: ['edition.cnn.com'] },
          to: egressPods(around, 'cnn').subset('cnn').onPort(443),
        })
        .addTlsRoute({
          match: { gateways: [egress], port: 443, sniHosts: ['edition.cnn.com'] },
          to: cnn(around).port('tls').weighted(100),
        }),
    },
    '175-virtualservice-direct-nginx-through-egress-gateway.yaml': {
      title: 'HTTP from the application, mutual TLS from the egress gateway on: the port changes on the way',
      build: (chart, around) => new VirtualService(chart, 'nginx', {
        metadata: { name: 'direct-nginx-through-egress-gateway' },
        hosts: ['my-nginx.mesh-external.svc.cluster.local'],
        gateways: [egress, GatewayRef.mesh],
      })
        .addHttpRoute({
          match: fromGateway(GatewayRef.mesh).and(port(80)),
          to: egressPods(around, 'nginx').subset('nginx').onPort(443).weighted(100),
        })
        .addHttpRoute({
          match: fromGateway(egress).and(port(443)),
          to: Destination.host('my-nginx.mesh-external.svc.cluster.local', { port: 443 }).weighted(100),
        }),
    },
  },
};

export default topic;
