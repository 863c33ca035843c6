import { Gateway, Server } from 'cdk8s-istio';
import type { Topic } from '../recipe';

/** The pods of the ingress gateway that Istio's own chart installs. */
const ingress = { istio: 'ingressgateway' };

const topic: Topic = {
  title: 'Ingress gateways: ports and hosts in the clear',
  recipes: {
    '003-gateway-bookinfo-gateway.yaml': {
      title: 'Plain HTTP for whatever host the client asks: to try something out',
      build: (chart) => new Gateway(chart, 'bookinfo', {
        metadata: { name: 'bookinfo-gateway' },
        selector: ingress,
        servers: [Server.http({ hosts: ['*'] })],
      }),
    },
    '068-gateway-httpbin-gateway.yaml': {
      title: 'Plain HTTP for one host; other hosts answer 404',
      build: (chart) => new Gateway(chart, 'httpbin', {
        metadata: { name: 'httpbin-gateway' },
        selector: ingress,
        servers: [Server.http({ hosts: ['httpbin.example.com'] })],
      }),
    },
    '095-gateway-simple.yaml': {
      title: 'The same with a name of its own for the port, as its statistics and route configuration have it',
      build: (chart) => new Gateway(chart, 'simple', {
        metadata: { name: 'simple' },
        selector: ingress,
        servers: [Server.http({ hosts: ['simple.zhongmingmao.io'], portName: 'http-simple' })],
      }),
    },
    '055-gateway-tcp-echo-gateway.yaml': {
      title: 'A port of plain TCP, which one route gets as a whole: TCP asks for no host',
      build: (chart) => new Gateway(chart, 'echo', {
        metadata: { name: 'tcp-echo-gateway' },
        selector: ingress,
        servers: [Server.tcp({ port: 31400 })],
      }),
    },
    '023-gateway-mysql.yaml': {
      title: 'A database for clients outside the mesh, on the port that they know',
      build: (chart) => new Gateway(chart, 'mysql', {
        metadata: { name: 'mysql' },
        selector: ingress,
        servers: [Server.tcp({ port: 3306, protocol: 'MYSQL' })],
      }),
    },
  },
};

export default topic;
