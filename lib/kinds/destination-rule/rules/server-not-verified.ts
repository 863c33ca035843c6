import { policyRule } from './policy-rule';

/** Insecure: the proxy accepts any server. */
export const serverNotVerified = policyRule({
  id: 'destination-rule/server-not-verified',
  onlyWith: ['tls'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Insecure TLS: the server is not verified',
  why: 'The proxy accepts any certificate, so anyone on the network path can pose as the server.',
  fix: 'remove insecureSkipVerify, and name a private certificate authority in caCertificates or in a Secret',
  source: [
    'pilot/pkg/networking/core/cluster_tls.go#setAutoSniAndAutoSanValidation',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  ],
  good: ['{tls: {mode: SIMPLE}}', '{tls: {mode: SIMPLE, insecureSkipVerify: false}}'],
  bad: [{ yaml: '{tls: {mode: SIMPLE, insecureSkipVerify: true}}', at: '.tls.insecureSkipVerify' }],
  check({ at, policy: { tls } }, report) {
    if (!tls?.insecureSkipVerify || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
    // With fields that would verify the server, tls-verify-or-skip reports the conflict.
    if (tls.caCertificates || (tls.subjectAltNames ?? []).length > 0 || (tls.mode === 'SIMPLE' && tls.credentialName)) return;
    report([...at, 'tls', 'insecureSkipVerify'], { message: 'Expected a server that is verified, got insecureSkipVerify' });
  },
});
