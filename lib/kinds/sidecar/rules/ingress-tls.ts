import type { Path } from '../../../core/finding';
import { defineTable, REFUSED_BY_ISTIOD, type RuleRow } from '../../../core/rule-table';
import { isTlsProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { SidecarIngressListener, SidecarSpec } from '../api';

/** The fields of TLS at a gateway that a workload's proxy may not have. */
interface ListenerTls {
  readonly mode?: string;
  readonly httpsRedirect?: boolean;
  readonly credentialName?: string;
  readonly subjectAltNames?: readonly unknown[];
  readonly credentialNames?: readonly unknown[];
  readonly tlsCertificates?: readonly unknown[];
}

/** A listener that ends TLS, and where its TLS settings stand. */
interface PlacedListener {
  readonly at: Path;
  readonly port: Json<SidecarIngressListener>['port'];
  readonly tls: ListenerTls;
}

const FILES = 'serverCertificate: /c, privateKey: /k';

const rows: readonly RuleRow<PlacedListener>[] = [
  {
    id: 'sidecar/ingress-tls-needs-tls-port',
    onlyWith: ['tls'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected protocol HTTPS or TLS on a listener that terminates TLS',
    fix: 'set the protocol of the port to HTTPS or TLS, or remove tls',
    source: 'pkg/config/validation/validation.go#ValidateSidecar',
    good: [`port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, ${FILES}}`],
    bad: [{ yaml: `port: {number: 443, protocol: HTTP}, tls: {mode: SIMPLE, ${FILES}}`, at: '.tls' }],
    check({ at, port }, report) {
      if (!isTlsProtocol(port.protocol ?? '')) report(at, { message: `Expected protocol HTTPS or TLS beside tls, got ${port.protocol ?? 'none'}` });
    },
  },
  {
    id: 'sidecar/ingress-tls-mode',
    onlyWith: ['tls'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected mode SIMPLE, MUTUAL, OPTIONAL_MUTUAL or PASSTHROUGH at a workload',
    fix: 'write SIMPLE, MUTUAL or OPTIONAL_MUTUAL; traffic of the mesh needs no tls here',
    source: 'pkg/config/validation/validation.go#ValidateSidecar',
    good: [`port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, ${FILES}}`],
    bad: [{ yaml: 'port: {number: 443, protocol: HTTPS}, tls: {mode: ISTIO_MUTUAL}', at: '.tls.mode' }],
    check({ at, tls: { mode } }, report) {
      if (mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH') report([...at, 'mode'], { message: `Expected a mode that a workload can have, got ${mode}` });
    },
  },
  {
    id: 'sidecar/ingress-tls-by-files',
    onlyWith: ['tls'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected certificates as files, and no settings that only gateways have',
    fix: 'remove the field; mount the certificate and name its files in serverCertificate and privateKey',
    source: 'pkg/config/validation/validation.go#ValidateSidecar',
    good: [`port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, ${FILES}}`],
    bad: [
      { yaml: 'port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: cert}', at: '.tls.credentialName' },
      { yaml: `port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, ${FILES}, httpsRedirect: true}`, at: '.tls.httpsRedirect' },
      { yaml: `port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, ${FILES}, subjectAltNames: [a.com]}`, at: '.tls.subjectAltNames' },
    ],
    check({ at, tls }, report) {
      if (tls.httpsRedirect) report([...at, 'httpsRedirect'], { message: 'Expected no httpsRedirect at a workload, got true' });
      if (tls.credentialName) report([...at, 'credentialName'], { message: 'Expected certificates as files at a workload, got credentialName' });
      for (const field of ['subjectAltNames', 'credentialNames', 'tlsCertificates'] as const) {
        const { length = 0 } = tls[field] ?? [];
        if (length > 0) report([...at, field], { message: `Expected no ${field} at a workload, got ${length}` });
      }
    },
  },
];

/** What TLS at a workload's proxy may be. */
export const ingressTls = defineTable<Json<SidecarSpec>, PlacedListener>({
  topic: 'sidecar',
  * parts({ ingress = [] }) {
    for (const [i, { port, tls }] of ingress.entries()) if (tls) yield { at: ['spec', 'ingress', i, 'tls'], port, tls };
  },
  examples: [{ yaml: (listener) => `spec: {ingress: [{${listener}}]}`, at: 'spec.ingress[0]' }],
}, rows);
