import { service, sidecar, type TrafficCase } from '../case';

const web = 'outbound|80||web.shop.svc.cluster.local';
const ask = { from: 'client', port: 80, host: 'web.shop.svc.cluster.local' };

export const cases: readonly TrafficCase[] = [{
  name: 'no-default-route',
  promise: 'a request that no match of a host takes gets 404, though the service is there',
  written: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [web.shop.svc.cluster.local]
  http:
    - match: [{headers: {x-canary: {exact: always}}}]
      route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]
`,
  finds: ['virtual-service/no-default-route'],
  around: [service('shop', 'web', { http: 80 })],
  proxies: { client: sidecar('shop') },
  asks: [
    { ...ask, headers: { 'x-canary': 'always' }, expect: { to: web } },
    { ...ask, expect: { to: '(404)', status: 404 } },
  ],
}];
