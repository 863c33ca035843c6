import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Claimant } from '../../../lib/composition/claim';
import type { Detour } from '../../../lib/composition/contribution';
import type { HostPort } from '../../../lib/composition/host';
import { compositionRules } from '../../../lib/composition/composition-rules';
import type { Problem } from '../../../lib/composition/problem';
import { isObject } from '../../../lib/core/is-object';
import { compareText } from '../../../lib/core/compare-text';
import type { Finding } from '../../../lib/core/finding';
import { quote } from '../../../lib/core/quote';
import type { ServiceEntrySpec } from '../../../lib/kinds/service-entry/api';
import { areExportedTogether } from '../../../lib/values/export-to';
import { placeOf } from '../../core/claimant';
import { clusterState } from '../../core/cluster-state';
import { HostResource } from '../../core/host-resource';
import { refuse } from '../../core/refuse';
import { lazySpec } from '../../core/lazy-spec';
import { Pattern } from '../../core/pattern';
import { quoteConstruct } from '../../core/quote-construct';
import { Synthesis } from '../../core/synthesis';
import { IstioServiceEntry } from '../../l1/service-entry';
import { Resolution } from '../../service-entry/resolution';
import { type Neighbour, sharedAddress } from './external-neighbours';
import { assertExternalProps, type ExternalServiceProps } from './external-props';
import { externalRules } from './external-rules';
import { findingOf } from '../host/host-findings';
import { HostOwner } from '../host/host-owner';
import { namespaceOf, type Placement } from '../host/placement';
import { isMapOfPorts, portList, portNamed } from '../host/ports';

/** The egress gateway of a detour, and the namespaces of its clients. */
interface GatewayOfDetour {
  readonly namespace: string;
  /** The chart of the gateway: who may write to its namespace applies it. */
  readonly chart: Chart;
  readonly clients: readonly string[];
}

/** The external services of a cluster. */
const externalServicesOf = clusterState<ExternalService[]>('ExternalServices', () => []);

/**
 * A service outside the mesh, and the owner of its ServiceEntry, its DestinationRule and its VirtualService. The ServiceEntry is always
 * written; the others when patterns say something that needs them.
 *
 * Declare a port as `TLS` where applications encrypt themselves: the proxies then see the server name and nothing else. Where they are to
 * encrypt, applications call a port in the clear, and {@link TlsOrigination} or {@link EgressThroughGateway} does the rest.
 *
 * @throws ConfigError `external-service/host` when the host is no full name of a service outside the mesh
 * @throws ConfigError `external-service/tcp-without-addresses` when proxies could not tell connections apart
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/
 * @example
 * const partner = new ExternalService(chart, 'partner', {
 *   host: 'api.partner.com',
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 * });
 * new TlsOrigination(chart, 'partner-tls', { service: partner, port: 'http' }); // http://api.partner.com leaves the pod as https
 */
export class ExternalService<PortName extends string = string> extends HostOwner<PortName, never> {
  /** The ServiceEntry of the host. */
  public readonly serviceEntry: HostResource;
  private readonly props: ExternalServiceProps<PortName>;
  private readonly targetPorts = new Map<string, { readonly targetPort: number; readonly by: Claimant }>();
  /** The egress gateways that detours lead through, by the path of the construct that adds the detour. */
  private readonly gateways = new Map<string, GatewayOfDetour>();
  private readonly ports: readonly HostPort[];

  public constructor(scope: Construct, id: string, props: ExternalServiceProps<PortName>) {
    const given: Partial<ExternalServiceProps> = isObject(props) ? props : {};
    const ports = portList(isMapOfPorts(given.ports) ? given.ports : {});
    const host = typeof given.host === 'string' ? given.host : ''; // what is no host is refused below
    const name = typeof given.name === 'string' ? given.name : resourceName(host);
    super(scope, id, { name, namespace: namespaceOf(scope, id, given.namespace), host, ports, versions: {} });
    this.props = { ...props };
    this.ports = ports;
    assertExternalProps(this, props, ports);
    this.serviceEntry = new HostResource(this, 'ServiceEntry');
    Synthesis.of(this).report(this, () => this.aboutNeighbours());
    this.serviceEntry._require('Resource', (entryScope, entryId) => new IstioServiceEntry(entryScope, entryId, {
      _source: this._source,
      _place: () => ({ name, namespace: this.namespace, chart: this._placement().chart }),
      spec: lazySpec(() => this.entrySpec()),
    }));
    externalServicesOf(this).push(this);
  }

  /** Servers outside the mesh know their own name alone. @internal */
  public override get _authority(): string {
    return this.host;
  }

  /** True for all names below one. @internal */
  public get _isWildcard(): boolean {
    return this.host.startsWith('*');
  }

  /** How endpoints are found, in Istio's words. @internal */
  public get _resolution(): Resolution['_fields'] {
    return this.resolution._fields;
  }

  /** True when the props have exportTo. @internal */
  public get _hasExportTo(): boolean {
    return this.props.exportTo !== undefined;
  }

  /** The port of that name, for a pattern that has it as its option. @internal */
  public _port(pattern: Construct, name: string): HostPort {
    return portNamed(pattern, this.ports, name, pattern instanceof Pattern ? pattern._optionWith(name) : undefined);
  }

  /** Has the endpoints called on another port than the one that clients call. @internal */
  public _setTargetPort(pattern: Pattern, name: string, targetPort: number): void {
    const first = this.targetPorts.get(name);
    if (first !== undefined && first.targetPort !== targetPort) {
      const got = `${first.targetPort} from ${quote(first.by.construct)} and ${targetPort} from ${quote(pattern.node.path)}`;
      refuse(pattern, compositionRules.claimedTwice, ['targetPort'], {
        message: `Expected one port of the endpoints behind port ${quote(name)}, got ${got}`,
        related: [placeOf(first.by)],
      });
    }
    this.targetPorts.set(name, { targetPort, by: pattern._claimant });
  }

  /** The ports of the endpoints that an egress gateway calls. @internal */
  public get _endpointPorts(): readonly number[] {
    const { endpoints = [] } = this._resolution;
    return this.detouredPorts.flatMap(({ name, number }) => {
      const called = this.targetPorts.get(name)?.targetPort ?? number;
      return endpoints.length === 0 ? [called] : endpoints.map(({ ports }) => ports?.[name] ?? called);
    });
  }

  /** Routes a port through an egress gateway: the resources move to the gateway's namespace, and its clients see them. @internal */
  public _moveBehindGateway(pattern: Pattern, detour: Detour, gateway: GatewayOfDetour): void {
    this.gateways.set(pattern.node.path, gateway);
    this._record({ by: pattern._claimant, detours: [detour] });
  }

  /** @internal */
  public override _placement(): Placement {
    const [first] = [...this.gateways].sort(([a], [b]) => compareText(a, b));
    if (!first) return { ...super._placement(), exportTo: this.props.exportTo ?? ['.'] };
    const [, { namespace, chart }] = first;
    const exportTo = ['.', ...this._detourClients.filter((client) => client !== namespace)];
    // A DestinationRule whose ports are all called through the gateway is for the gateway alone.
    return { namespace, chart, exportTo, ruleExportTo: this.detouredPorts.length === this.ports.length ? ['.'] : exportTo };
  }

  /** The namespaces whose proxies may call the service through an egress gateway; none where it has no detour. @internal */
  public get _detourClients(): readonly string[] {
    return [...new Set([...this.gateways.values()].flatMap(({ clients }) => clients))].sort();
  }

  private get detouredPorts(): readonly HostPort[] {
    const names = new Set(this._detours.map(({ value }) => value.port));
    return this.ports.filter(({ name }) => names.has(name));
  }

  private entrySpec(): ServiceEntrySpec {
    const { exportTo } = this._placement();
    return {
      hosts: [this.host],
      ...(this.addresses.length > 0 ? { addresses: this.addresses } : {}),
      location: 'MESH_EXTERNAL',
      ...(exportTo ? { exportTo } : {}),
      ...this._resolution,
      ports: this.ports.map(({ name, number, protocol }) => {
        const called = this.targetPorts.get(name);
        return { name, number, protocol, ...(called ? { targetPort: called.targetPort } : {}) };
      }),
    };
  }

  private get addresses(): readonly string[] {
    const { addresses } = this.props;
    return Array.isArray(addresses) ? addresses as readonly string[] : [];
  }

  private get resolution(): Resolution {
    if (this.props.resolution) return this.props.resolution;
    const isBlock = this.addresses.some((address) => String(address).includes('/'));
    return this._isWildcard || isBlock ? Resolution.none() : Resolution.dns();
  }

  private get neighbour(): Neighbour {
    const { namespace, exportTo = ['*'] } = this._placement();
    return { host: this.host, namespace, exportTo, addresses: this.addresses, ports: this.ports };
  }

  /** What is wrong with services that some namespace sees side by side. */
  private aboutNeighbours(): Finding[] {
    const { path } = this.node;
    const self = this.neighbour;
    const isNear = (other: ExternalService): boolean => (
      other.node.path < path && (other.host === this.host || (this.addresses.length > 0 && other.addresses.length > 0))
    );
    const problems = externalServicesOf(this).filter(isNear).flatMap((other): Problem[] => {
      const theirs = other.neighbour;
      if (!areExportedTogether(self, theirs)) return [];
      const about = { by: this._claimant, others: [other._claimant] };
      const names = `${quote(other.node.path)} and ${quote(path)}`;
      if (other.host === this.host) {
        const message = `Expected one ExternalService for ${quote(this.host)} where a namespace sees it, got ${names}`;
        return [{ rule: externalRules.hostTwice, message, ...about }];
      }
      const shared = sharedAddress(self, theirs);
      const message = shared && `Expected one service at port ${shared.port} of ${shared.address}, got ${names}`;
      return message === undefined ? [] : [{ rule: externalRules.sharedAddress, message, ...about }];
    });
    return problems.map((problem) => findingOf(problem, {
      apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', namespace: this.namespace, name: this.props.name ?? resourceName(this.host),
    }));
  }
}

function resourceName(host: string): string {
  return host.toLowerCase().replaceAll('*', 'wildcard').replaceAll('.', '-');
}

/** The service that a pattern is about. @throws ConfigError for what is none @internal */
export function assertExternal(pattern: Construct, service: unknown): asserts service is ExternalService {
  if (service instanceof ExternalService) return;
  refuse(pattern, externalRules.notExternal, ['service'], {
    message: `Expected an ExternalService, got ${quoteConstruct(service)}`,
  });
}
