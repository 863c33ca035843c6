import { renderResource } from '../../core/finding';
import type { Path } from '../../core/finding';
import { type EntryOf, namespaceOf } from '../../mesh/mesh-entry';
import { areLabelsWithin } from '../../values/labels';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const GATEWAY = (name: string, credential: string): string => `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: ${name}, namespace: edge}\n`
  + `spec: {selector: {app: edge}, servers: [{hosts: [${name}.example.com], port: {number: 443, name: https-${name}, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: ${credential}}}]}`;

/** A Gateway, and where it names a certificate. */
interface Named {
  readonly on: EntryOf<'Gateway'>;
  readonly path: Path;
}

/** Two Gateways of the same pods with one certificate. */
export const certificateTwice: Analyzer = {
  id: 'gateways/certificate-twice',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a certificate in one Gateway of the same pods',
  why: 'Browsers reuse an HTTP/2 connection for every host of its certificate, but Envoy routes by the host that the '
    + 'connection was opened for: requests to hosts of the other Gateway get 404.',
  fix: 'put the hosts of the certificate into one Gateway, or give each Gateway a certificate of its own',
  source: [
    'pkg/config/analysis/analyzers/gateway/certificate.go#haveSameCertificate',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  ],
  aliases: ['IST0138'],
  coveredBy: ['ingress-gateway/shared-certificate', 'ingress-gateway/served-twice'],
  reads: ['Gateway'],
  check(mesh, report) {
    const named = new Map<string, Map<EntryOf<'Gateway'>, Named>>();
    for (const on of mesh.istioctl.all('Gateway')) {
      const { servers = [] } = on.resource.spec as Partial<typeof on.resource.spec>;
      for (const [i, { tls }] of servers.entries()) {
        const certificate = certificateOf(tls);
        if (!certificate) continue;
        const gateways = named.get(certificate.key) ?? new Map<EntryOf<'Gateway'>, Named>();
        named.set(certificate.key, gateways);
        if (!gateways.has(on)) gateways.set(on, { on, path: ['spec', 'servers', i, 'tls', certificate.field] });
      }
    }
    reportOnce(report, [...named.values()].flatMap((gateways) => [...gateways.values()].flatMap((current) => {
      const selector = current.on.resource.spec.selector ?? {};
      const others = [...gateways.values()].filter(({ on }) => on !== current.on && areLabelsWithin(on.resource.spec.selector ?? {}, selector)); // eslint-disable-line max-len -- one sentence
      const messageOf = ({ on }: Named, rest: number): string => (
        `Expected a certificate of its own, got that of ${renderResource(on.id)}${rest > 0 ? ` and ${rest} more` : ''}, which has the same pods`
      );
      // istioctl has a message for each pair; one for each Gateway says as much.
      const groups = mesh.world === 'closed' ? others.map((other) => [other]) : others.length > 0 ? [others] : [];
      return groups.map((group) => ({
        key: `${namespaceOf(group[0]!.on)}/${group[0]!.on.id.name}`,
        at: current,
        detail: { message: messageOf(group[0]!, group.length - 1), related: group.slice(0, 20) },
      }));
    })));
  },
  good: [`${GATEWAY('a', 'a-tls')}\n---\n${GATEWAY('b', 'b-tls')}`],
  bad: [{ yaml: `${GATEWAY('a', 'tls')}\n---\n${GATEWAY('b', 'tls')}`, at: [0, 'spec.servers[0].tls.credentialName'] }],
};

/** What identifies the certificate of a server, and the field that names it. */
function certificateOf(tls: object | undefined): { readonly key: string; readonly field: string } | undefined {
  const { credentialName = '', serverCertificate = '', privateKey = '' } = (tls ?? {}) as Readonly<Record<string, string | undefined>>;
  if (credentialName !== '') return { key: credentialName, field: 'credentialName' };
  return serverCertificate !== '' && privateKey !== '' ? { key: `${serverCertificate} ${privateKey}`, field: 'serverCertificate' } : undefined;
}
