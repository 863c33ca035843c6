import { defineRule, type Rule } from '../../../core/rule';
import { isTlsProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { SidecarIngressListener, SidecarSpec } from '../api';

/** Part of TLS at a gateway that a workload's proxy does not have, and where it stands. */
interface Row {
  readonly name: string;
  readonly summary: string;
  readonly fix: string;
  readonly source: string;
  readonly bad: readonly { readonly yaml: string; readonly at: string }[];
  /** The fields that are wrong, and what they are. */
  problems(listener: Json<SidecarIngressListener> & { readonly tls: object }): Iterable<readonly [field: string | undefined, text: string]>;
}

const FILES = 'serverCertificate: /c, privateKey: /k';
const listener = (protocol: string, tls: string): string => (
  `spec: {ingress: [{port: {number: 443, protocol: ${protocol}}, tls: {${tls}}}]}`
);

const rows: readonly Row[] = [
  {
    name: 'ingress-tls-needs-tls-port',
    summary: 'Expected protocol HTTPS or TLS on a listener that ends TLS',
    fix: 'set the protocol of the port to HTTPS or TLS, or remove tls',
    source: 'SC-024',
    bad: [{ yaml: listener('HTTP', `mode: SIMPLE, ${FILES}`), at: 'spec.ingress[0].tls' }],
    * problems({ port }) {
      if (!isTlsProtocol(port.protocol ?? '')) yield [undefined, `Expected protocol HTTPS or TLS beside tls, got ${port.protocol ?? 'none'}`];
    },
  },
  {
    name: 'ingress-tls-mode',
    summary: 'Expected mode SIMPLE, MUTUAL, OPTIONAL_MUTUAL or PASSTHROUGH at a workload',
    fix: 'write SIMPLE, MUTUAL or OPTIONAL_MUTUAL; traffic of the mesh needs no tls here',
    source: 'SC-023',
    bad: [{ yaml: listener('HTTPS', 'mode: ISTIO_MUTUAL'), at: 'spec.ingress[0].tls.mode' }],
    * problems({ tls: { mode } }: { tls: { mode?: string } }) {
      if (mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH') yield ['mode', `Expected a mode that a workload has, got ${mode}`];
    },
  },
  {
    name: 'ingress-tls-by-files',
    summary: 'Expected certificates as files, and none of what only gateways do',
    fix: 'remove the field; mount the certificate and name its files in serverCertificate and privateKey',
    source: 'SC-020, SC-021, SC-022',
    bad: [
      { yaml: listener('HTTPS', 'mode: SIMPLE, credentialName: cert'), at: 'spec.ingress[0].tls.credentialName' },
      { yaml: listener('HTTPS', `mode: SIMPLE, ${FILES}, httpsRedirect: true`), at: 'spec.ingress[0].tls.httpsRedirect' },
      { yaml: listener('HTTPS', `mode: SIMPLE, ${FILES}, subjectAltNames: [a.com]`), at: 'spec.ingress[0].tls.subjectAltNames' },
    ],
    * problems({ tls }) {
      const { httpsRedirect, credentialName, ...lists } = tls as {
        httpsRedirect?: boolean; credentialName?: string;
        subjectAltNames?: unknown[]; credentialNames?: unknown[]; tlsCertificates?: unknown[];
      };
      if (httpsRedirect) yield ['httpsRedirect', 'Expected no httpsRedirect at a workload, got true'];
      if (credentialName) yield ['credentialName', 'Expected certificates as files at a workload, got credentialName'];
      for (const field of ['subjectAltNames', 'credentialNames', 'tlsCertificates'] as const) {
        if (lists[field]?.length) yield [field, `Expected no ${field} at a workload, got ${lists[field].length}`];
      }
    },
  },
];

/** What TLS at a workload's proxy may be. */
export const ingressTls: readonly Rule<Json<SidecarSpec>>[] = rows.map(({ name, problems, bad, ...words }) => defineRule({
  id: `sidecar/${name}`,
  severity: 'error',
  authority: 'istiod',
  why: 'istiod refuses the resource.',
  ...words,
  check({ spec: { ingress = [] } }, report) {
    ingress.forEach((given, i) => {
      const { tls } = given;
      if (tls === undefined) return;
      for (const [field, message] of problems({ ...given, tls })) {
        report(['spec', 'ingress', i, 'tls', ...(field === undefined ? [] : [field])], { message });
      }
    });
  },
  good: [listener('HTTPS', `mode: SIMPLE, ${FILES}`)],
  bad,
}));
