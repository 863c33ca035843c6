import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import type { Rule } from '../../../core/rule';
import { defineTable, type RuleRow, type TableScope } from '../../../core/rule-table';
import { closest } from '../../../core/suggest';
import type { Json } from '../../../values/types';
import type { ServerTlsFields, TlsCertificate } from './api';
import { CIPHER_SUITES, isKnownCipher } from './cipher-suites';

/** The fields of server TLS, with those of which only one source may be there side by side. */
export type AnyServerTls = Json<ServerTlsFields> & {
  readonly credentialName?: string;
  readonly credentialNames?: readonly string[];
  readonly tlsCertificates?: readonly Json<TlsCertificate>[];
};

/** Server TLS and where it stands. */
export interface PlacedTls {
  readonly at: Path;
  readonly tls: AnyServerTls;
}

const REFUSED = 'istiod refuses the resource.';
const PASSED_ON = ['PASSTHROUGH', 'AUTO_PASSTHROUGH'];
const ENDED = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];
const FILES = 'serverCertificate: /c, privateKey: /k';

/** PASSTHROUGH is what istiod reads when no mode is written. */
const modeOf = ({ mode = 'PASSTHROUGH' }: AnyServerTls): string => mode;
const isNamed = ({ credentialName, credentialNames = [] }: AnyServerTls): boolean => Boolean(credentialName) || credentialNames.length > 0;

function certificateFields(tls: AnyServerTls, fields: readonly (keyof AnyServerTls)[]): (keyof AnyServerTls)[] {
  return fields.filter((field) => {
    const value = tls[field];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
}

const rows: readonly RuleRow<PlacedTls>[] = [
  {
    id: 'gateway/tls-one-source',
    severity: 'error',
    authority: 'api-server',
    summary: 'Conflicting sources of certificates',
    why: 'The API server refuses the resource, even when one of them is empty.',
    fix: 'keep one of credentialName, credentialNames and tlsCertificates',
    source: 'manifests/charts/base/files/crd-all.gen.yaml#Gateway.spec.servers[].tls',
    cel: [
      '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
      '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
      '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1',
    ],
    good: ['{mode: SIMPLE, credentialNames: [a, b]}'],
    bad: [
      { yaml: '{mode: SIMPLE, credentialName: a, credentialNames: [b]}', at: '' },
      { yaml: `{mode: SIMPLE, credentialNames: [b], tlsCertificates: [{${FILES}}]}`, at: '' },
    ],
    check({ at, tls }, report) {
      if (tls.credentialNames === undefined) return;
      const other = (['credentialName', 'tlsCertificates'] as const).filter((field) => tls[field] !== undefined);
      if (other.length > 0) report(at, { message: `Expected one source of certificates, got credentialNames and ${other.join(' and ')}` });
    },
  },
  {
    id: 'gateway/tls-one-kind-of-source',
    severity: 'error',
    authority: 'istiod',
    summary: 'Conflicting sources of certificates: a secret and files',
    why: REFUSED,
    fix: 'keep the secret or the files',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: ['{mode: SIMPLE, credentialName: a}'],
    bad: [
      { yaml: `{mode: SIMPLE, credentialName: a, ${FILES}}`, at: '' },
      { yaml: `{mode: SIMPLE, credentialName: a, tlsCertificates: [{${FILES}}]}`, at: '' },
    ],
    check({ at, tls }, report) {
      // istiod refuses two sources even where it uses none of them; with ISTIO_MUTUAL it refuses each of them.
      if (modeOf(tls) === 'ISTIO_MUTUAL') return;
      const sources = [
        ...(tls.serverCertificate && tls.privateKey ? ['serverCertificate and privateKey'] : []),
        ...certificateFields(tls, ['credentialName', 'credentialNames', 'tlsCertificates']),
      ];
      // The API server refuses credentialNames beside one of the others, which tls-one-source reports.
      if (sources.length < 2 || (tls.credentialNames !== undefined && sources.length === 2 && !sources[0]!.includes(' '))) return;
      report(at, { message: `Expected one source of certificates, got ${sources.join(' and ')}` });
    },
  },
  {
    id: 'gateway/tls-mesh-certificates-only',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected no certificates with mode ISTIO_MUTUAL',
    why: `${REFUSED} Proxies of the mesh use the certificates that istiod gives them.`,
    fix: 'remove the certificate, or use mode MUTUAL',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: ['{mode: ISTIO_MUTUAL}'],
    bad: [{ yaml: '{mode: ISTIO_MUTUAL, credentialName: a}', at: '.credentialName' }, { yaml: '{mode: ISTIO_MUTUAL, privateKey: /k}', at: '.privateKey' }],
    check({ at, tls }, report) {
      if (modeOf(tls) !== 'ISTIO_MUTUAL') return;
      const fields = ['serverCertificate', 'privateKey', 'caCertificates', 'tlsCertificates', 'credentialName', 'credentialNames'] as const;
      for (const field of certificateFields(tls, fields)) report([...at, field], { message: `Expected no ${field} with mode ISTIO_MUTUAL, got one` });
    },
  },
  {
    id: ['gateway/tls-certificate-missing', 'sidecar/tls-certificate-missing'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected a certificate and its key',
    why: `${REFUSED} The proxy cannot terminate TLS without them.`,
    fix: 'name a secret in credentialName, or files in serverCertificate and privateKey',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: [`{mode: SIMPLE, ${FILES}}`],
    bad: [
      { yaml: '{mode: SIMPLE, privateKey: /k}', at: '.serverCertificate' },
      { yaml: '{mode: SIMPLE, serverCertificate: /c}', at: '.privateKey' },
      { yaml: '{mode: SIMPLE, tlsCertificates: [{serverCertificate: /c}]}', at: '.tlsCertificates[0].privateKey' },
    ],
    check({ at, tls }, report) {
      if (!ENDED.includes(modeOf(tls)) || isNamed(tls)) return;
      const several = tls.tlsCertificates ?? [];
      const places = several.length > 0 ? several.map((pair, i) => ({ pair, at: [...at, 'tlsCertificates', i] })) : [{ pair: tls, at }];
      for (const { pair, at: place } of places) {
        for (const field of ['serverCertificate', 'privateKey'] as const) {
          if (!pair[field]) report([...place, field], { message: `Expected a ${field} with mode ${modeOf(tls)}, got none` });
        }
      }
    },
  },
  {
    id: ['gateway/tls-client-ca-missing', 'sidecar/tls-client-ca-missing'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected the CA certificates of the clients',
    why: `${REFUSED} Without them no client's certificate can be verified.`,
    fix: 'name a secret in credentialName, or a file in caCertificates',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: [`{mode: MUTUAL, ${FILES}, caCertificates: /ca}`],
    bad: [{ yaml: `{mode: OPTIONAL_MUTUAL, ${FILES}}`, at: '.caCertificates' }],
    check({ at, tls }, report) {
      if (!['MUTUAL', 'OPTIONAL_MUTUAL'].includes(modeOf(tls)) || isNamed(tls) || tls.caCertificates) return;
      report([...at, 'caCertificates'], { message: `Expected caCertificates with mode ${modeOf(tls)}, got none` });
    },
  },
  {
    id: ['gateway/tls-crl-place', 'sidecar/tls-crl-place'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected a revocation list only where client certificates are verified by files',
    why: `${REFUSED} With a Secret the list belongs in the Secret; SIMPLE verifies no client.`,
    fix: 'put the list into the secret under ca.crl, or remove caCrl',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: [`{mode: MUTUAL, ${FILES}, caCertificates: /ca, caCrl: /crl}`],
    bad: [{ yaml: `{mode: SIMPLE, ${FILES}, caCrl: /crl}`, at: '.caCrl' }],
    check({ at, tls }, report) {
      if (!tls.caCrl) return;
      const mode = modeOf(tls);
      const isWrong = PASSED_ON.includes(mode) ? Boolean(tls.credentialName) : mode === 'SIMPLE' && !isNamed(tls);
      if (isWrong) report([...at, 'caCrl'], { message: `Expected no caCrl with ${tls.credentialName ? 'credentialName' : 'mode SIMPLE'}, got ${quote(tls.caCrl)}` });
    },
  },
  {
    id: ['gateway/tls-certificate-unused', 'sidecar/tls-certificate-unused'],
    severity: 'warning',
    authority: 'istiod',
    summary: 'Expected no certificates where TLS passes through',
    why: 'The proxy does not terminate the TLS, so it presents no certificate.',
    fix: 'remove the certificate, or use mode SIMPLE',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: ['{mode: PASSTHROUGH}'],
    bad: [{ yaml: '{mode: PASSTHROUGH, privateKey: /k}', at: '.privateKey' }],
    check({ at, tls }, report) {
      if (!PASSED_ON.includes(modeOf(tls))) return;
      const fields = ['caCrl', 'serverCertificate', 'privateKey', 'caCertificates', 'tlsCertificates', 'credentialName', 'credentialNames'] as const;
      const [field] = certificateFields(tls, fields);
      if (field !== undefined) report([...at, field], { message: `Expected no ${field} with mode ${modeOf(tls)}, got one` });
    },
  },
  {
    id: ['gateway/tls-old-version', 'sidecar/tls-old-version'],
    severity: 'warning',
    authority: 'istiod',
    summary: 'Expected cipher suites beside TLS 1.0 or 1.1',
    why: 'Envoy offers no cipher suite that these versions can use, unless they are listed.',
    fix: 'list cipherSuites, or raise minProtocolVersion to TLSV1_2',
    source: 'pkg/config/validation/validation.go#validateTLSOptions',
    good: [`{mode: SIMPLE, ${FILES}, minProtocolVersion: TLSV1_2}`],
    bad: [{ yaml: `{mode: SIMPLE, ${FILES}, minProtocolVersion: TLSV1_1}`, at: '.minProtocolVersion' }],
    check({ at, tls: { minProtocolVersion, cipherSuites = [] } }, report) {
      if (!['TLSV1_0', 'TLSV1_1'].includes(minProtocolVersion ?? '') || cipherSuites.length > 0) return;
      report([...at, 'minProtocolVersion'], { message: `Expected cipherSuites beside ${minProtocolVersion}, got none` });
    },
  },
  {
    id: ['gateway/tls-cipher-ignored', 'sidecar/tls-cipher-ignored'],
    severity: 'warning',
    authority: 'istiod',
    summary: 'Unknown or duplicate cipher suite',
    why: 'istiod leaves the entry out.',
    fix: `use each of these once: ${CIPHER_SUITES.join(', ')}`,
    source: ['pkg/config/validation/validation.go#validateTLSOptions', 'pkg/config/security/security.go#IsValidCipherSuite'],
    good: [`{mode: SIMPLE, ${FILES}, cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256]}`],
    bad: [
      { yaml: `{mode: SIMPLE, ${FILES}, cipherSuites: [TLS_AES_128_GCM_SHA256]}`, at: '.cipherSuites[0]' },
      { yaml: `{mode: SIMPLE, ${FILES}, cipherSuites: [AES128-SHA, AES128-SHA]}`, at: '.cipherSuites[1]' },
    ],
    check({ at, tls: { cipherSuites = [] } }, report) {
      const seen = new Set<string>();
      cipherSuites.forEach((entry, i) => {
        const place = [...at, 'cipherSuites', i];
        if (!isKnownCipher(entry)) {
          const meant = closest(entry, CIPHER_SUITES);
          report(place, { message: `Unknown cipher suite ${quote(entry)}`, ...(meant ? { fix: `write ${meant}` } : {}) });
        } else if (seen.has(entry)) report(place, { message: `Expected each cipher suite once, got ${quote(entry)} again`, fix: 'remove it' });
        seen.add(entry);
      });
    },
  },
];

/** What server TLS may be, as rules of a kind. */
export function serverTlsRules<Spec>(scope: TableScope<Spec, PlacedTls>): readonly Rule<Spec>[] {
  return defineTable(scope, rows);
}
