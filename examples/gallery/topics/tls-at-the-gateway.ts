import { Gateway, Server } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** The pods of the ingress gateway that Istio's own chart installs. */
const ingress = { istio: 'ingressgateway' };

const topic: Topic = {
  title: 'TLS at the gateway: certificates for clients outside the mesh',
  recipes: {
    '070-gateway-mygateway.yaml': {
      title: 'HTTPS for one host, with the certificate from a Secret beside the gateway\'s pods',
      build: (chart) => new Gateway(chart, 'gateway', {
        metadata: { name: 'mygateway' },
        selector: ingress,
        servers: [Server.https({ hosts: ['httpbin.example.com'], credentialName: 'httpbin-credential' })],
      }),
    },
    '100-gateway-httpsserver.yaml': {
      title: 'The same with a name of its own for the port',
      build: (chart) => new Gateway(chart, 'gateway', {
        metadata: { name: 'httpsserver' },
        selector: ingress,
        servers: [Server.https({
          hosts: ['httpsserver.zhongmingmao.io'],
          portName: 'https-default',
          credentialName: 'zhongmingmao-credential',
        })],
      }),
    },
    '072-gateway-mygateway.yaml': {
      title: 'Two hosts on one port, each with a certificate of its own: the client\'s SNI chooses',
      build: (chart) => new Gateway(chart, 'gateway', {
        metadata: { name: 'mygateway' },
        selector: ingress,
      })
        .addServer(Server.https({
          hosts: ['httpbin.example.com'],
          portName: 'https-httpbin',
          credentialName: 'httpbin-credential',
        }))
        .addServer(Server.https({
          hosts: ['helloworld.example.com'],
          portName: 'https-helloworld',
          credentialName: 'helloworld-credential',
        })),
    },
    '074-gateway-mygateway.yaml': {
      title: 'Mutual TLS: clients without a certificate of the authority in the Secret do not get in',
      build: (chart) => new Gateway(chart, 'gateway', {
        metadata: { name: 'mygateway' },
        selector: ingress,
        servers: [Server.mutualTls({ hosts: ['httpbin.example.com'], credentialName: 'httpbin-credential' })],
      }),
    },
  },
};

export default topic;
