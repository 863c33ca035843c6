import { meshPod, service, sidecar, type TrafficCase } from '../case';

const HOST = 'reviews.shop.svc.cluster.local';

const rule = (namespace: string, spec: string): string => `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: ${namespace}}
spec: {host: ${HOST}, ${spec}}
`;

export const cases: readonly TrafficCase[] = [{
  name: 'rule-in-the-namespace-of-clients',
  promise: 'clients follow the rule of their own namespace, so a subset that it lacks is a 503 for them, and the ejection that it lacks is not done',
  written: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: shop}
spec:
  hosts: [${HOST}]
  http:
    - match: [{port: 80}]
      route: [{destination: {host: ${HOST}, subset: v1, port: {number: 80}}}]
${rule('shop', 'subsets: [{name: v1, labels: {version: v1}}], trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}')}${
  rule('web', 'trafficPolicy: {connectionPool: {tcp: {maxConnections: 10}}}')}`,
  finds: ['composition/hiding-rule'],
  around: [service('shop', 'reviews', { http: 80 }), meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews', version: 'v1' })],
  proxies: { near: sidecar('shop'), far: sidecar('web') },
  asks: [
    { from: 'near', port: 80, host: HOST, expect: { to: `outbound|80|v1|${HOST}` } },
  ],
  looks: [
    { at: 'near', cluster: `outbound|80||${HOST}`, expect: { rule: 'shop/reviews', ejection: { consecutive5xx: 5 } } },
    { at: 'far', cluster: `outbound|80|v1|${HOST}`, expect: { absent: true } },
    { at: 'far', cluster: `outbound|80||${HOST}`, expect: { rule: 'web/reviews' }, lacks: ['ejection'] },
  ],
}];
