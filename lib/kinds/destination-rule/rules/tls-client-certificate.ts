import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Expected a client certificate and its key with mode MUTUAL. */
export const tlsClientCertificate = policyRule({
  id: 'destination-rule/tls-client-certificate',
  onlyWith: ['tls'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a client certificate and its key with mode MUTUAL',
  fix: 'name a secret in credentialName, or files in clientCertificate and privateKey',
  source: 'pkg/config/validation/agent/validation.go#ValidateTLS',
  good: ['{tls: {mode: MUTUAL, clientCertificate: /c, privateKey: /k}}'],
  bad: [{ yaml: '{tls: {mode: MUTUAL, clientCertificate: /c}}', at: '.tls.privateKey' }],
  check({ at, policy: { tls } }, report) {
    if (tls?.mode !== 'MUTUAL' || tls.credentialName) return;
    for (const field of ['clientCertificate', 'privateKey'] as const) {
      if (!tls[field]) report([...at, 'tls', field], { message: `Expected a ${field} with mode MUTUAL, got none` });
    }
  },
});
