import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

/** Conflicting sources of certificates: a secret and files. */
export const tlsSecretOrFiles = policyRule({
  id: 'destination-rule/tls-secret-or-files',
  onlyWith: ['tls'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting sources of certificates: a secret and files',
  fix: 'keep credentialName or the files',
  source: 'pkg/config/validation/agent/validation.go#ValidateTLS',
  good: ['{tls: {mode: SIMPLE, credentialName: a}}', '{tls: {mode: SIMPLE, caCertificates: /ca}}'],
  bad: [{ yaml: '{tls: {mode: MUTUAL, credentialName: a, caCertificates: /ca}}', at: '.tls.credentialName' }],
  check({ at, policy: { tls } }, report) {
    if (!tls?.credentialName || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
    const files = FILES.filter((field) => tls[field]);
    if (files.length > 0) report([...at, 'tls', 'credentialName'], { message: `Expected credentialName alone, got it beside ${files.join(' and ')}` });
  },
});
