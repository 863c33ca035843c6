import { renderResource } from '../../core/finding';
import { hasCertificate } from '../../mesh/secret';
import { credentials } from '../credentials';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SET = (data: string): string => 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: edge}\n'
  + 'spec: {selector: {app: edge}, servers: [{hosts: [shop.example.com], port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: shop-tls}}]}\n'
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: edge, namespace: edge}\nspec: {selector: {app: edge}, ports: [{name: https, port: 443, protocol: TCP}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge}}\nspec: {containers: [{name: istio-proxy, image: auto-1}]}\n'
  + `---\napiVersion: v1\nkind: Secret\nmetadata: {name: shop-tls, namespace: edge}\ntype: Opaque\ndata: ${data}`;

/** A server whose Secret holds no certificate and key. */
export const unusableCredential: Analyzer = {
  id: 'gateways/unusable-credential',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a Secret with a certificate and its key',
  why: 'The gateway takes the certificate from the keys tls.crt and tls.key, or cert and key, as PEM: with anything else no '
    + 'client can connect to the server.',
  fix: 'make the Secret with: kubectl create secret tls NAME --cert=FILE --key=FILE',
  source: [
    'pkg/config/analysis/analyzers/gateway/secret.go#isValidSecret',
    'pilot/pkg/credentials/kube/secrets.go#ExtractCertInfo',
    'https://istio.io/latest/docs/reference/config/analysis/ist0161/',
  ],
  aliases: ['IST0161'],
  reads: ['Gateway', 'Namespace', 'Pod', 'Secret'],
  check(mesh, report) {
    reportOnce(report, credentials(mesh).flatMap(({ gateway, path, secret }) => (!secret || hasCertificate(secret) ? [] : [{
      key: '',
      at: { on: gateway, path },
      detail: { message: `Expected a certificate and its key in ${renderResource(secret.id)}, got other data`, related: [{ on: secret }] },
    }])));
  },
  good: [SET('{tls.crt: null, tls.key: null}'), SET('{cert: LS0tLS1CRUdJTiBBLS0tLS0KQUFBQQotLS0tLUVORCBBLS0tLS0K, key: LS0tLS1CRUdJTiBBLS0tLS0KQUFBQQotLS0tLUVORCBBLS0tLS0K}')],
  bad: [
    { yaml: SET('{tls.crt: YQ==, tls.key: YQ==}'), at: [0, 'spec.servers[0].tls.credentialName'] },
    { yaml: SET('{ca.crt: null}'), at: [0, 'spec.servers[0].tls.credentialName'] },
  ],
};
