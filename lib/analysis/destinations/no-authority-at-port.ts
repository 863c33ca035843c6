import { quote } from '../../core/quote';
import { tlsWithoutCa } from '../tls-without-ca';
import type { Analyzer } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const RULE = (tls: string): string => 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: api, namespace: shop}\n'
  + `spec: {host: api.example.com, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: ${tls}}]}}\n`
  + '---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: api, namespace: shop}\n'
  + 'spec: {hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP, targetPort: 443}]}';

/** TLS to a port without an authority to verify it by. */
export const noAuthorityAtPort: Analyzer = {
  id: 'destinations/no-authority-at-port',
  severity: 'info',
  authority: 'istioctl',
  summary: 'Expected caCertificates beside TLS to a port, as istioctl wants it',
  why: 'istioctl takes TLS without caCertificates for TLS without verification. Since Istio 1.22 proxies verify such a server '
    + 'against the authorities of their system.',
  fix: 'nothing has to change; caCertificates: system has the same effect, and istioctl accepts it',
  source: [
    'pkg/config/analysis/analyzers/destinationrule/ca-certificates.go#CaCertificateAnalyzer.analyzeDestinationRule',
    'https://istio.io/latest/docs/reference/config/analysis/ist0129/',
  ],
  aliases: ['IST0129'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    if (mesh.world === 'open') return; // it is right, and whoever has no use of istioctl need not hear of it
    reportOnce(report, tlsWithoutCa(mesh).filter(({ port }) => port !== undefined).map(({ on, path, mode, port }) => ({
      key: String(port),
      at: { on, path },
      detail: falseAlarm({ message: `Expected caCertificates beside mode ${quote(mode)}, got none` }, 'proxies verify the server against the authorities of their system'),
    })));
  },
  good: [RULE('{mode: SIMPLE, caCertificates: system, sni: api.example.com, subjectAltNames: [api.example.com]}')],
  bad: [{ yaml: RULE('{mode: SIMPLE}'), at: [0, 'spec.trafficPolicy.portLevelSettings[0].tls'] }],
};
