import { Gateway, Server } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** The pods of the egress gateway that Istio's own chart installs. */
const egress = { istio: 'egressgateway' };

const topic: Topic = {
  title: 'Egress gateways: one way out of the mesh',
  recipes: {
    '080-gateway-istio-egressgateway.yaml': {
      title: 'HTTP to a website through the gateway, in the clear inside the mesh unless sidecars encrypt it',
      build: (chart) => new Gateway(chart, 'egress', {
        metadata: { name: 'istio-egressgateway' },
        selector: egress,
        servers: [Server.http({ hosts: ['edition.cnn.com'] })],
      }),
    },
    '084-gateway-istio-egressgateway.yaml': {
      title: 'HTTPS that the application encrypts: the gateway reads the server name and hands it on',
      build: (chart) => new Gateway(chart, 'egress', {
        metadata: { name: 'istio-egressgateway' },
        selector: egress,
        servers: [Server.passthrough({ hosts: ['edition.cnn.com'] })],
      }),
    },
    '173-gateway-istio-egressgateway.yaml': {
      title: 'Mutual TLS of the mesh up to the gateway, so that it knows which workload asks; TLS to the outside starts there',
      build: (chart) => new Gateway(chart, 'egress', {
        metadata: { name: 'istio-egressgateway' },
        selector: egress,
        servers: [Server.istioMutualTls({ hosts: ['my-nginx.mesh-external.svc.cluster.local'] })],
      }),
    },
  },
};

export default topic;
