import { policyRule } from './policy-rule';

/** Insecure: a server name is asked for, and no name of the certificate is compared. */
export const sniWithoutSubjectAltNames = policyRule({
  id: 'destination-rule/sni-without-subject-alt-names',
  onlyWith: ['tls'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected "subjectAltNames" beside "sni"',
  why: 'With a server name set, the proxy no longer compares the certificate with the host: any certificate of a trusted authority passes.',
  fix: 'add subjectAltNames, usually the same name, unless the ServiceEntry of the host has them',
  source: [
    'pilot/pkg/networking/core/cluster_tls.go#setAutoSniAndAutoSanValidation',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  ],
  good: [
    '{tls: {mode: SIMPLE, sni: a.com, subjectAltNames: [a.com]}}', '{tls: {mode: SIMPLE}}', '{tls: {mode: ISTIO_MUTUAL, sni: a.com}}',
  ],
  bad: [
    { yaml: '{tls: {mode: SIMPLE, sni: a.com}}', at: '.tls.sni' },
    { yaml: '{portLevelSettings: [{port: {number: 80}, tls: {mode: MUTUAL, credentialName: a, sni: a.com}}]}', at: '.portLevelSettings[0].tls.sni' },
  ],
  check({ at, policy: { tls } }, report) {
    if (!tls?.sni || (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL')) return;
    if (tls.insecureSkipVerify === true || (tls.subjectAltNames ?? []).length > 0) return;
    report([...at, 'tls', 'sni'], { message: `Expected subjectAltNames beside the server name "${tls.sni}", got none` });
  },
});
