import { quote } from '../../core/quote';
import { credentials } from '../credentials';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const GATEWAY = 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: edge}\n'
  + 'spec: {selector: {app: edge}, servers: [{hosts: [shop.example.com], port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: NAME}}]}\n'
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: edge, namespace: edge}\nspec: {selector: {app: edge}, ports: [{name: https, port: 443, protocol: TCP}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge}}\nspec: {containers: [{name: istio-proxy, image: auto-1}]}\n';
const SECRET = '---\napiVersion: v1\nkind: Secret\nmetadata: {name: shop-tls, namespace: edge}\ntype: kubernetes.io/tls\ndata: {tls.crt: null, tls.key: null}';

/** A server whose certificate is in a Secret that does not exist. */
export const unknownCredential: Analyzer = {
  id: 'gateways/unknown-credential',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a Secret that exists in the namespace of the gateway pods',
  why: 'The gateway reads the certificate from a Secret in the namespace of its pods. Without it no client can connect to the server.',
  fix: 'write the name of a Secret that is in the namespace of the gateway pods, whatever the namespace of the Gateway',
  source: [
    'pkg/config/analysis/analyzers/gateway/secret.go#SecretAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101'],
  reads: ['Gateway', 'Namespace', 'Pod', 'Secret'],
  check(mesh, report) {
    reportOnce(report, credentials(mesh).flatMap(({ gateway, path, written, namespace, name, secret }) => (secret ? [] : [{
      key: written,
      at: { on: gateway, path },
      detail: {
        message: `Expected a Secret that exists in namespace ${quote(namespace)} of the gateway pods, got ${quote(written)}`,
        missing: { kind: 'Secret' as const, name, namespace },
      },
    }])));
  },
  good: [GATEWAY.replace('NAME', 'shop-tls') + SECRET],
  bad: [{ yaml: GATEWAY.replace('NAME', 'shop-lts') + SECRET, at: [0, 'spec.servers[0].tls.credentialName'] }],
};
