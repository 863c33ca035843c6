import { DestinationRule, Tls, TrafficPolicy } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'TLS to upstreams: what proxies speak to a service',
  recipes: {
    '165-destinationrule-productpage.yaml': {
      title: 'No TLS from the proxy, for a port that has its own or must be plain',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .loadBalancer('RANDOM')
          .tls(Tls.disable())),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '167-destinationrule-productpage.yaml': {
      title: 'The mesh\'s own mutual TLS, where the proxy would not choose it by itself',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .loadBalancer('RANDOM')
          .tls(Tls.istioMutual())),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '168-destinationrule-productpage.yaml': {
      title: 'TLS with the authorities from a Secret, for clients that are gateways',
      known: { 'rules/credential-at-sidecars': 'the clients are gateways, which get the Secret without a workloadSelector' },
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .loadBalancer('RANDOM')
          .tls(Tls.simple({ credentialName: 'bookinfo-credential' }))),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '169-destinationrule-productpage.yaml': {
      title: 'TLS with the authorities from a file and the name to expect: as it should be verified',
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage.istio.svc.cluster.local',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .loadBalancer('RANDOM')
          .tls(Tls.simple({
            caCertificates: '/etc/my-cert/ca.crt',
            sni: 'productpage.istio.svc.cluster.local',
            subjectAltNames: ['spiffe://cluster.local/ns/istio/sa/bookinfo-productpage'],
          }))),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '164-destinationrule-productpage.yaml': {
      title: 'Mutual TLS with a certificate that the mesh does not manage; add subjectAltNames, so that not any server of the authority will do',
      known: { 'destination-rule/sni-without-subject-alt-names': 'subjectAltNames, such as the name in sni, keep other servers of the authority out' },
      build: (chart) => new DestinationRule(chart, 'productpage', {
        metadata: { name: 'productpage' },
        host: 'productpage',
        trafficPolicy: new TrafficPolicy().onPort(9080, (port) => port
          .loadBalancer('RANDOM')
          .tls(Tls.mutual({
            clientCertificate: '/etc/my-cert/tls.crt',
            privateKey: '/etc/my-cert/tls.key',
            caCertificates: '/etc/my-cert/ca.crt',
            sni: 'productpage.istio.svc.cluster.local',
          }))),
        subsets: { v1: { labels: { version: 'v1' } } },
      }),
    },
    '174-destinationrule-egressgateway-for-nginx.yaml': {
      title: 'From the sidecars to the egress gateway: the mesh\'s mutual TLS, with the SNI that the gateway\'s server is for',
      build: (chart) => new DestinationRule(chart, 'egressgateway-for-nginx', {
        metadata: { name: 'egressgateway-for-nginx' },
        host: 'istio-egressgateway.istio-system.svc.cluster.local',
        subsets: {
          nginx: {
            trafficPolicy: new TrafficPolicy()
              .loadBalancer('ROUND_ROBIN')
              .onPort(443, (port) => port.tls(Tls.istioMutual({ sni: 'my-nginx.mesh-external.svc.cluster.local' }))),
          },
        },
      }),
    },
    '176-destinationrule-originate-mtls-for-nginx.yaml': {
      title: 'From the egress gateway to the service: mutual TLS with files that are mounted into the gateway; add subjectAltNames as above',
      known: { 'destination-rule/sni-without-subject-alt-names': 'subjectAltNames, such as the name in sni, keep other servers of the authority out' },
      build: (chart) => new DestinationRule(chart, 'originate-mtls-for-nginx', {
        metadata: { name: 'originate-mtls-for-nginx' },
        host: 'my-nginx.mesh-external.svc.cluster.local',
        trafficPolicy: new TrafficPolicy()
          .loadBalancer('ROUND_ROBIN')
          .onPort(443, (port) => port.tls(Tls.mutual({
            clientCertificate: '/etc/istio/nginx-client-certs/tls.crt',
            privateKey: '/etc/istio/nginx-client-certs/tls.key',
            caCertificates: '/etc/istio/nginx-ca-certs/example.com.crt',
            sni: 'my-nginx.mesh-external.svc.cluster.local',
          }))),
      }),
    },
  },
};

export default topic;
