import { policyRule } from './policy-rule';

/** Insecure: any server is believed. */
export const serverNotVerified = policyRule({
  id: 'destination-rule/server-not-verified',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Insecure TLS: the server is not verified',
  why: 'The proxy believes whatever certificate it is shown, so anyone on the way can be the server.',
  fix: 'remove insecureSkipVerify; a private authority goes to caCertificates or to a Secret',
  source: [
    'pilot/pkg/networking/core/cluster_tls.go#setAutoSniAndAutoSanValidation',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  ],
  good: ['{tls: {mode: SIMPLE}}', '{tls: {mode: SIMPLE, insecureSkipVerify: false}}'],
  bad: [{ yaml: '{tls: {mode: SIMPLE, insecureSkipVerify: true}}', at: '.tls.insecureSkipVerify' }],
  check({ at, policy: { tls } }, report) {
    if (!tls?.insecureSkipVerify || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
    // What would verify it is in conflict, which is said already.
    if (tls.caCertificates || (tls.subjectAltNames ?? []).length > 0 || (tls.mode === 'SIMPLE' && tls.credentialName)) return;
    report([...at, 'tls', 'insecureSkipVerify'], { message: 'Expected a server that is verified, got insecureSkipVerify' });
  },
});
