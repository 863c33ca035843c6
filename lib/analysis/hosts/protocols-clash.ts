import { renderResource } from '../../core/finding';
import { choices, quote } from '../../core/quote';
import { type EntryOf, namespaceOf } from '../../mesh/mesh-entry';
import { scopesOf } from '../../mesh/istioctl/listed-hosts';
import type { Analyzer } from '../analyzer';

const ENTRY = (name: string, protocol: string, exportTo = ''): string => `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: ${name}, namespace: shop}\n`
  + `spec: {hosts: [api.example.com], resolution: DNS${exportTo}, ports: [{number: 443, name: https, protocol: ${protocol}}]}`;

/** A port of a host, as a ServiceEntry has it. */
interface Port {
  readonly on: EntryOf<'ServiceEntry'>;
  readonly index: number;
  readonly protocol: string;
}

/** Two ServiceEntries that have a port of one host with other protocols. */
export const protocolsClash: Analyzer = {
  id: 'hosts/protocols-clash',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Conflicting protocols: a port of a host has one',
  why: 'Clients that see both follow the one that is older, so the routes and the TLS of the other one do not hold.',
  fix: 'write one ServiceEntry for the host, or export them to different namespaces',
  source: [
    'pkg/config/analysis/analyzers/serviceentry/conflictingserviceentries.go#ConflictingServiceEntryProtocolAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0177/',
  ],
  aliases: ['IST0177'],
  reads: ['ServiceEntry'],
  check(mesh, report) {
    const scopes = new Map<string, Map<string, Port[]>>();
    for (const on of mesh.istioctl.all('ServiceEntry')) {
      const { hosts = [], ports = [], exportTo = [] } = on.resource.spec as Partial<typeof on.resource.spec>;
      for (const scope of scopesOf(exportTo, namespaceOf(on))) {
        const known = scopes.get(scope) ?? new Map<string, Port[]>();
        scopes.set(scope, known);
        for (const host of hosts) ports.forEach(({ number, protocol = '' }, index) => append(known, `${number} ${host}`, { on, index, protocol: protocol.toUpperCase() }));
      }
    }
    const everywhere = scopes.get('*');
    const reported = new Set<Port['on']>();
    for (const [scope, known] of scopes) {
      for (const [key, own] of known) {
        const all = scope === '*' ? own : [...own, ...everywhere?.get(key) ?? []];
        const protocols = [...new Set(all.map(({ protocol }) => protocol))].sort();
        if (protocols.length < 2) continue;
        const host = key.slice(key.indexOf(' ') + 1);
        for (const port of all) {
          if (reported.has(port.on)) continue;
          reported.add(port.on);
          const other = all.find(({ on, protocol }) => on !== port.on && protocol !== port.protocol) ?? all.find(({ on }) => on !== port.on); // eslint-disable-line max-len -- one sentence
          report({ on: port.on, path: ['spec', 'ports', port.index] }, {
            message: `Expected one protocol for port ${Number.parseInt(key, 10)} of ${quote(host)}, got ${choices(protocols)}${other ? `: ${renderResource(other.on.id)} has it too` : ''}`,
            related: [...new Set(all.filter(({ on }) => on !== port.on))].slice(0, 20).map(({ on, index }) => ({ on, path: ['spec', 'ports', index] })),
          });
        }
      }
    }
  },
  good: [`${ENTRY('a', 'TLS')}\n---\n${ENTRY('b', 'TLS')}`, `${ENTRY('a', 'TLS', ', exportTo: [web]')}\n---\n${ENTRY('b', 'HTTP', ', exportTo: [shop]')}`],
  bad: [{ yaml: `${ENTRY('a', 'TLS')}\n---\n${ENTRY('b', 'HTTP')}`, at: [0, 'spec.ports[0]'] }],
};

function append(map: Map<string, Port[]>, key: string, port: Port): void {
  const list = map.get(key);
  if (list) list.push(port);
  else map.set(key, [port]);
}
