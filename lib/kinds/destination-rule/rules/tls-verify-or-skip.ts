import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Conflicting fields: insecureSkipVerify and what would verify the server. */
export const tlsVerifyOrSkip = policyRule({
  id: 'destination-rule/tls-verify-or-skip',
  onlyWith: ['tls'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: insecureSkipVerify and what would verify the server',
  fix: 'remove insecureSkipVerify, which is the safe choice, or what it makes pointless',
  source: 'pkg/config/validation/agent/validation.go#ValidateTLS',
  good: ['{tls: {mode: SIMPLE, insecureSkipVerify: true}}', '{tls: {mode: MUTUAL, credentialName: a, insecureSkipVerify: true}}'],
  bad: [
    { yaml: '{tls: {mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a.com]}}', at: '.tls.insecureSkipVerify' },
    { yaml: '{tls: {mode: SIMPLE, insecureSkipVerify: true, credentialName: a}}', at: '.tls.insecureSkipVerify' },
  ],
  check({ at, policy: { tls } }, report) {
    if (!tls?.insecureSkipVerify || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
    const verifies = [
      ...(tls.caCertificates ? ['caCertificates'] : []),
      ...(tls.mode === 'SIMPLE' && tls.credentialName ? ['credentialName'] : []),
      ...((tls.subjectAltNames ?? []).length > 0 ? ['subjectAltNames'] : []),
    ];
    if (verifies.length > 0) report([...at, 'tls', 'insecureSkipVerify'], { message: `Expected insecureSkipVerify alone, got it beside ${verifies.join(' and ')}` });
  },
});
