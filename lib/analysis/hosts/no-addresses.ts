import { quote } from '../../core/quote';
import { asList, asObject } from '../../mesh/unchecked';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const ENTRY = (port: string): string => 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: db, namespace: shop}\n'
  + `spec: {hosts: [db.example.com], resolution: DNS, ports: [{number: 5432, name: db${port}}]}`;

/** A ServiceEntry with a TCP port and no address. */
export const noAddresses: Analyzer = {
  id: 'hosts/no-addresses',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected addresses of a host with a TCP port',
  why: 'Connections have no host name that a proxy could read: without addresses of its own, or DNS capture, the host takes '
    + 'every connection to that port.',
  fix: 'add the addresses of the host, name the protocol of the port, or turn on DNS capture with address allocation in the MeshConfig',
  source: [
    'pkg/config/analysis/analyzers/serviceentry/protocoladdresses.go#ProtocolAddressesAnalyzer.analyzeProtocolAddresses',
    'https://istio.io/latest/docs/reference/config/analysis/ist0134/',
  ],
  aliases: ['IST0134'],
  reads: ['ServiceEntry'],
  check(mesh, report) {
    // In an open world the settings of proxies are not known; where istiod assigns no address it warns by itself.
    if (mesh.world === 'open' || allocatesAddresses(mesh.settings.defaultConfig)) return;
    reportOnce(report, mesh.istioctl.all('ServiceEntry').flatMap((on) => {
      const { addresses = [], ports = [] } = on.resource.spec as Partial<typeof on.resource.spec>;
      if (addresses.length > 0 || asList(asObject(on.resource.status).addresses).length > 0) return [];
      return ports.flatMap(({ protocol = '' }, i) => (protocol !== '' && protocol.toUpperCase() !== 'TCP' ? [] : [{
        key: '',
        at: { on, path: ['spec', 'ports', i] },
        detail: { message: `Expected addresses for a port ${protocol === '' ? 'without a protocol' : `of protocol ${quote(protocol)}`}, got none` },
      }]));
    }));
  },
  good: [ENTRY(', protocol: TLS')],
  bad: [{ yaml: ENTRY(', protocol: TCP'), at: [0, 'spec.ports[0]'] }],
};

function allocatesAddresses(defaultConfig: unknown): boolean {
  const metadata = asObject(asObject(defaultConfig).proxyMetadata);
  return metadata.ISTIO_META_DNS_CAPTURE === 'true' && (metadata.ISTIO_META_DNS_AUTO_ALLOCATE === 'true' || metadata.PILOT_ENABLE_IP_AUTOALLOCATE === 'true');
}
