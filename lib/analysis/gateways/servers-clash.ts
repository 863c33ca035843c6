import { renderResource } from '../../core/finding';
import { choices } from '../../core/quote';
import { type EntryOf, namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';
import { SharedPods } from '../shared-pods';

const GATEWAY = (name: string, host: string): string => `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: ${name}, namespace: edge}\n`
  + `spec: {selector: {app: edge}, servers: [{hosts: [${host}.example.com], port: {number: 443, name: https-${name}, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: ${name}-tls}}]}`;

/** A server of a Gateway. */
interface Placed {
  readonly on: EntryOf<'Gateway'>;
  readonly index: number;
  readonly server: Server;
}

type Server = NonNullable<EntryOf<'Gateway'>['resource']['spec']['servers']>[number];

/** Servers of two Gateways with one port and host, opened by the same pods. */
export const serversClash: Analyzer = {
  id: 'gateways/servers-clash',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting servers: of the same pods, one Gateway has a host on a port',
  why: 'Of two servers with TLS for one host and port istiod opens the older one and drops the other, with its certificate '
    + 'and its routes. Servers of plain HTTP are merged.',
  fix: 'put the host into one Gateway, or select other pods',
  source: [
    'pkg/config/analysis/analyzers/gateway/conflictinggateway.go#ConflictingGatewayAnalyzer.Analyze',
    'pilot/pkg/model/gateway.go#CheckDuplicates',
    'https://istio.io/latest/docs/reference/config/analysis/ist0145/',
  ],
  aliases: ['IST0145'],
  coveredBy: ['ingress-gateway/served-twice', 'composition/gateway-port-taken'],
  reads: ['Gateway'],
  check(mesh, report) {
    const servers = new Map<string, Placed[]>();
    const gateways = mesh.istioctl.all('Gateway');
    for (const on of gateways) {
      for (const placed of lastByPort(on)) {
        const { server } = placed;
        for (const host of new Set(hostsOf(server))) append(servers, keyOf(server, host), placed);
      }
    }
    const pods = new SharedPods(mesh);
    reportOnce(report, gateways.flatMap((on) => serversOf(on).flatMap(({ server, index }) => {
      const others = new Set(hostsOf(server).flatMap((host) => servers.get(keyOf(server, host)) ?? []).filter((other) => other.on !== on && pods.areShared(on, other.on))); // eslint-disable-line max-len -- one sentence
      const first = [...others][0];
      if (!first) return [];
      const isPlain = [server, ...[...others].map((other) => other.server)].every(({ tls }) => tls === undefined || tls.httpsRedirect);
      const rest = others.size - 1;
      const names = `${renderResource(first.on.id)}${rest > 0 ? ` and ${rest} more` : ''}`;
      return [{
        key: `${portOf(server)} ${hostsOf(server).join()} ${[...others].map((other) => `${namespaceOf(other.on)}/${other.on.id.name}`).sort().join()}`,
        at: { on, path: ['spec', 'servers', index, 'hosts'] },
        detail: {
          ...(isPlain ? { severity: 'info' as const, fix: 'nothing has to change: their routes are merged; one Gateway for the host is easier to read' } : {}),
          message: `Expected one Gateway with ${choices(hostsOf(server))} on port ${portOf(server)} of the same pods, got ${names} with it too`,
          related: [...others].slice(0, 20).map((other) => ({ on: other.on, path: ['spec', 'servers', other.index, 'hosts'] })),
        },
      }];
    })));
  },
  good: [`${GATEWAY('a', 'a')}\n---\n${GATEWAY('b', 'b')}`],
  bad: [{ yaml: `${GATEWAY('a', 'shop')}\n---\n${GATEWAY('b', 'shop')}`, at: [0, 'spec.servers[0].hosts'] }],
};

function serversOf(on: EntryOf<'Gateway'>): readonly Placed[] {
  const { servers = [] } = on.resource.spec as Partial<typeof on.resource.spec>;
  return servers.map((server, index) => ({ on, index, server }));
}

/** Of the servers of a Gateway with one port, istioctl looks for others at the last one alone. */
function lastByPort(on: EntryOf<'Gateway'>): Iterable<Placed> {
  return new Map(serversOf(on).map((placed) => [portOf(placed.server), placed])).values();
}

function hostsOf({ hosts }: Server): readonly string[] {
  return (hosts as readonly string[] | undefined) ?? [];
}

function portOf({ port }: Server): number {
  return (port as { readonly number?: number } | undefined)?.number ?? 0;
}

function keyOf(server: Server, host: string): string {
  return `${portOf(server)} ${server.bind ?? ''} ${host}`;
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
