import { quote } from '../../../core/quote';
import { policyRules } from './policy-rows';

const CONFIG_MAP = 'configmap://';
const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

/** What the TLS of a client may be. */
export const clientTls = policyRules([
  {
    name: 'tls-config-map',
    summary: 'Expected configmap://namespace/name, in the namespace of the rule',
    fix: 'write configmap:// with the namespace of the DestinationRule and the name of the config map',
    source: 'DR-TLS-001, DR-TLS-002; validation.go validateTLS',
    good: ['{tls: {mode: SIMPLE, credentialName: ca}}'],
    bad: [
      { policy: '{tls: {mode: SIMPLE, credentialName: "configmap://ca"}}', at: '.tls.credentialName' },
      { policy: '{tls: {mode: SIMPLE, credentialName: "configmap:///ca"}}', at: '.tls.credentialName' },
    ],
    check({ at, policy }, report, namespace) {
      const name = policy.tls?.credentialName ?? '';
      if (!name.startsWith(CONFIG_MAP)) return;
      const [of = '', map = ''] = name.slice(CONFIG_MAP.length).split('/');
      const reason = of === '' || map === '' ? 'the namespace or the name is missing'
        : namespace !== undefined && of !== namespace ? `the rule is in namespace ${namespace}` : undefined;
      if (reason !== undefined) report([...at, 'tls', 'credentialName'], { message: `Expected a config map of the own namespace, got ${quote(name)}: ${reason}` });
    },
  },
  {
    name: 'tls-verify-or-skip',
    summary: 'Conflicting fields: insecureSkipVerify and what would verify the server',
    fix: 'remove insecureSkipVerify, which is the safe choice, or what it makes pointless',
    source: 'DR-TLS-003, DR-TLS-004; validation.go validateTLS',
    good: ['{tls: {mode: SIMPLE, insecureSkipVerify: true}}', '{tls: {mode: MUTUAL, credentialName: a, insecureSkipVerify: true}}'],
    bad: [
      { policy: '{tls: {mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a.com]}}', at: '.tls.insecureSkipVerify' },
      { policy: '{tls: {mode: SIMPLE, insecureSkipVerify: true, credentialName: a}}', at: '.tls.insecureSkipVerify' },
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
  },
  {
    name: 'tls-secret-or-files',
    summary: 'Conflicting sources of certificates: a secret and files',
    fix: 'keep credentialName or the files',
    source: 'DR-TLS-005; validation.go validateTLS',
    good: ['{tls: {mode: SIMPLE, credentialName: a}}', '{tls: {mode: SIMPLE, caCertificates: /ca}}'],
    bad: [{ policy: '{tls: {mode: MUTUAL, credentialName: a, caCertificates: /ca}}', at: '.tls.credentialName' }],
    check({ at, policy: { tls } }, report) {
      if (!tls?.credentialName || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
      const files = FILES.filter((field) => tls[field]);
      if (files.length > 0) report([...at, 'tls', 'credentialName'], { message: `Expected credentialName alone, got it beside ${files.join(' and ')}` });
    },
  },
  {
    name: 'tls-client-certificate',
    summary: 'Expected a client certificate and its key with mode MUTUAL',
    fix: 'name a secret in credentialName, or files in clientCertificate and privateKey',
    source: 'DR-TLS-006; validation.go validateTLS',
    good: ['{tls: {mode: MUTUAL, clientCertificate: /c, privateKey: /k}}'],
    bad: [{ policy: '{tls: {mode: MUTUAL, clientCertificate: /c}}', at: '.tls.privateKey' }],
    check({ at, policy: { tls } }, report) {
      if (tls?.mode !== 'MUTUAL' || tls.credentialName) return;
      for (const field of ['clientCertificate', 'privateKey'] as const) {
        if (!tls[field]) report([...at, 'tls', field], { message: `Expected a ${field} with mode MUTUAL, got none` });
      }
    },
  },
]);
