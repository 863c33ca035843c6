import { meshPod, pod, service, sidecar, type TrafficCase } from '../case';

const proxies = { client: sidecar('shop') };
const locality = (place: string): Record<string, string> => ({ 'istio-locality': place });
const around = ['web', 'page'].flatMap((name, i) => [
  service('shop', name, { http: 80, other: 81 }),
  meshPod('shop', `${name}-1`, `10.0.${i}.1`, { app: name, version: 'v1', ...locality('eu.a') }),
  pod('shop', `${name}-2`, `10.0.${i}.2`, { app: name, version: 'v2', ...locality('us.a') }),
]);
const web = (port: number, subset = ''): string => `outbound|${port}|${subset}|web.shop.svc.cluster.local`;
const EQUAL = (port: number) => ({ endpoints: [`10.0.0.1:${port} in eu/a weight 1`, `10.0.0.2:${port} in us/a weight 1`] });

const rule = (policy: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec:
  host: web.shop.svc.cluster.local
${policy}
`;

export const cases: readonly TrafficCase[] = [{
  name: 'failover-without-ejection',
  promise: 'where no outlier detection is in force, nothing is ejected and no place comes before another',
  written: rule(`
  trafficPolicy:
    loadBalancer: {localityLbSetting: {enabled: true}}
    portLevelSettings: [{port: {number: 81}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.kubernetes.io/region]}}}]
  subsets:
    - {name: sound, labels: {app: web}, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}}`),
  finds: ['destination-rule/failover-without-ejection'],
  around,
  proxies,
  looks: [
    { at: 'client', cluster: web(80), expect: EQUAL(80), lacks: ['ejection'] },
    { at: 'client', cluster: web(81), expect: EQUAL(81), lacks: ['ejection'] },
    { at: 'client', cluster: web(80, 'sound'), expect: { ejection: { consecutive5xx: 5 } } },
    { at: 'client', cluster: web(81, 'sound'), expect: { ejection: { consecutive5xx: 5 } } },
  ],
}, {
  name: 'dropped-by-port',
  promise: 'the entry of a port drops the TLS and the ejection of the host, and that of a subset those of the same port of the host',
  written: rule(`
  trafficPolicy:
    tls: {mode: SIMPLE, sni: web.example.com, subjectAltNames: [web.example.com]}
    outlierDetection: {consecutive5xxErrors: 5}
    portLevelSettings:
      - {port: {number: 81}, tls: {mode: SIMPLE, sni: other.example.com, subjectAltNames: [other.example.com]}}
  subsets:
    - {name: same, labels: {app: web}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}
    - {name: own, labels: {app: web}, trafficPolicy: {portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}, {port: {number: 81}, loadBalancer: {simple: RANDOM}}]}}`),
  finds: ['destination-rule/ejection-dropped-by-port', 'destination-rule/tls-dropped-by-port'],
  around,
  proxies,
  looks: [
    { at: 'client', cluster: web(80), expect: { tls: { sni: 'web.example.com' }, ejection: { consecutive5xx: 5 } } },
    { at: 'client', cluster: web(81), expect: { tls: { sni: 'other.example.com' } }, lacks: ['ejection'] },
    { at: 'client', cluster: web(80, 'same'), expect: { tls: { sni: 'web.example.com' }, ejection: { consecutive5xx: 5 } } },
    { at: 'client', cluster: web(81, 'same'), expect: { tls: { sni: 'other.example.com' } }, lacks: ['ejection'] },
    { at: 'client', cluster: web(80, 'own'), expect: { tls: { 'tlsMode-disabled': 'plaintext' } }, lacks: ['ejection'] },
    { at: 'client', cluster: web(81, 'own'), expect: { tls: { 'tlsMode-disabled': 'plaintext' } }, lacks: ['ejection'] },
  ],
}, {
  name: 'fault-alone',
  promise: 'requests that a fault fails are not tried again, and a try gets as much time as istiod was given, fitting or not',
  written: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [web.shop.svc.cluster.local]
  http:
    - fault: {abort: {httpStatus: 502, percentage: {value: 100}}}
      retries: {attempts: 10, perTryTimeout: 2s, retryOn: 5xx}
      timeout: 1s
      route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]
`,
  finds: ['virtual-service/fault-alone', 'virtual-service/per-try-timeout-idle'],
  around,
  proxies,
  asks: [{ from: 'client', port: 80, host: 'web.shop.svc.cluster.local', expect: { to: '(502)', status: 502 } }],
  looks: [{
    at: 'client', routes: '80', host: 'web.shop.svc.cluster.local',
    expect: { onRoutes: [{ timeout: '1s', retries: { attempts: 10, perTry: '2s' }, fault: { abort: { httpStatus: 502 } } }] },
  }],
}];
