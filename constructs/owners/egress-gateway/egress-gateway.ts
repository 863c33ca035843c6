import type { Construct } from 'constructs';
import { isObject } from '../../../lib/core/is-object';
import { compareText } from '../../../lib/core/compare-text';
import type { UpstreamTls } from '../../../lib/composition/leaves/upstream-tls';
import type { Contribution, Detour, PolicyClaim } from '../../../lib/composition/contribution';
import type { HostFacts } from '../../../lib/composition/host';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { choices, quote } from '../../../lib/core/quote';
import { isDnsLabel } from '../../../lib/values/host-name';
import { isPort } from '../../../lib/values/port';
import { placeOf } from '../../core/claimant';
import { HostResource } from '../../core/host-resource';
import { refuse } from '../../core/refuse';
import { lazySpec } from '../../core/lazy-spec';
import { meshOptionsOf } from '../../core/mesh-options';
import { assertOptions, type Pattern, refuseOption } from '../../core/pattern';
import { workloadLabels, type WorkloadPods } from '../../core/workload';
import { IstioAuthorizationPolicy } from '../../l1/authorization-policy';
import { IstioGateway } from '../../l1/gateway';
import type { ExternalService } from '../external-service/external-service';
import { HostOwner } from '../host/host-owner';
import { namespaceOf, type Placement } from '../host/placement';
import { namespaceOfClient } from './egress-client';
import { type EgressGatewayPort, type EgressHop, type DetourOptions, hostLabel, ruleOf, serverOf } from './egress-hop';
import { egressRules } from './egress-rules';
import { hopPolicies } from './hop-policies';

/** What {@link EgressGateway} takes. */
export interface EgressGatewayProps {
  /** Name of the Kubernetes Service of the gateway: `istio-egressgateway` with istioctl's profiles, the name of the release with Helm. */
  readonly service: string;
  /**
   * Name of the resources: the Gateway, the DestinationRule of the hop, the AuthorizationPolicy.
   *
   * @default - the name of the Service
   */
  readonly name?: string;
  /** The gateway's pods, such as `{ labels: { istio: 'egressgateway' } }`. Whoever may make pods with these labels is the gateway. */
  readonly workload: WorkloadPods;
  /**
   * The namespace of the gateway's pods and of its Service. The resources of hosts behind the gateway are written to it too.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Ports of the Service that sidecars may use; of several, each needs its `targetPort`. One is enough for any number of hosts; a host
   * needs one for each of its ports.
   *
   * @default [{ number: 443 }]
   */
  readonly ports?: readonly [EgressGatewayPort] | readonly [Required<EgressGatewayPort>, ...Required<EgressGatewayPort>[]];
  /**
   * Whether the pods of the gateway serve those alone that are named as clients of a host. Then they refuse what no construct of this app
   * leads through them as well. Without it, every workload of the mesh that can reach the gateway can use it, whether it sees the host or
   * not.
   *
   * @default true
   */
  readonly onlyDeclaredClients?: boolean;
}

/**
 * The pods through which traffic leaves the mesh, and the owner of what sidecars and gateway agree on: one Gateway with a server for each
 * host, one DestinationRule for the gateway's Service with a subset for each host, which uses the mesh's mutual TLS and asks for that
 * host, and one AuthorizationPolicy for the clients. The pods and the Service are made elsewhere. Nothing is written until an
 * {@link EgressThroughGateway} uses it; patterns such as {@link CircuitBreaker} say how sidecars treat the gateway.
 *
 * @throws ConfigError `composition/owned-twice` when another construct owns the Service in that namespace
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 * @example
 * const exit = new EgressGateway(chart, 'exit', {
 *   namespace: 'istio-egress', service: 'istio-egress', workload: { labels: { istio: 'egress' } },
 * });
 * new CircuitBreaker(chart, 'exit-breaker', { service: exit, maxConnections: 1000 });
 */
export class EgressGateway extends HostOwner<string, never> {
  /** The Gateway: which hosts the pods serve, with which TLS. */
  public readonly gateway: HostResource;
  /** The AuthorizationPolicy of the pods: which clients may call which host. */
  public readonly authorizationPolicy: HostResource;
  /** The gateway's pods. */
  public readonly workload: WorkloadPods;
  private readonly name: string;
  private readonly gatewayPorts: readonly EgressGatewayPort[];
  private readonly onlyDeclaredClients: boolean;
  private readonly hops: EgressHop[] = [];
  private readonly services = new Map<string, ExternalService>();

  public constructor(scope: Construct, id: string, props: EgressGatewayProps) {
    const given: Partial<EgressGatewayProps> = isObject(props) ? props : {};
    const namespace = namespaceOf(scope, id, given.namespace);
    const service = typeof given.service === 'string' ? given.service : quote(given.service);
    const name = typeof given.name === 'string' ? given.name : service; // what is no name is refused below
    const gatewayPorts: readonly EgressGatewayPort[] = Array.isArray(given.ports) ? given.ports : [{ number: 443 }];
    super(scope, id, {
      name, service, namespace, host: `${service}.${namespace}.svc.${meshOptionsOf(scope).clusterDomain}`, versions: {},
      ports: gatewayPorts.map((port) => ({ name: portName(port?.number), number: port?.number, protocol: 'TLS' })),
    });
    this.name = name;
    this.gatewayPorts = gatewayPorts;
    this.onlyDeclaredClients = given.onlyDeclaredClients ?? true;
    this.assertProps(props);
    this.workload = { ...props.workload, labels: { ...props.workload.labels } };
    this._declareService();
    this.gateway = new HostResource(this, 'Gateway');
    this.authorizationPolicy = new HostResource(this, 'AuthorizationPolicy');
  }

  /** The namespaces of all clients. @internal */
  public get _clientNamespaces(): readonly string[] {
    return [...new Set(this.hops.flatMap(({ clients }) => clients.map(namespaceOfClient)))].sort();
  }

  /** The ports of the pods, where they are known. @internal */
  public get _targetPorts(): readonly number[] | undefined {
    const targets = this.gatewayPorts.flatMap(({ targetPort }) => targetPort ?? []);
    return targets.length < this.gatewayPorts.length ? undefined : [...new Set(targets)].sort((a, b) => a - b);
  }

  /** The hosts behind the gateway. @internal */
  public get _services(): readonly ExternalService[] {
    return [...this.services.values()];
  }

  /** The port that hops use where none is named. @internal */
  public get _defaultPort(): number {
    return this.gatewayPorts[0]!.number;
  }

  /** Has the gateway serve a host. @returns the Gateway, and the Service and subset by which sidecars ask it for the host @internal */
  public _addDetour(
    pattern: Pattern, service: ExternalService, { gatewayPort, http2, ...options }: DetourOptions,
  ): Pick<Detour, 'gateway' | 'hop'> {
    this.assertNewHost(pattern, service);
    if (!this.gatewayPorts.some(({ number }) => number === gatewayPort)) {
      refuse(pattern, egressRules.unknownPort, ['gatewayPort'], {
        message: `Expected a port of the gateway: ${choices(this.gatewayPorts.map(({ number }) => String(number)))}, got ${quote(gatewayPort)}`,
      });
    }
    const { host } = service;
    this.hops.push({ by: pattern._claimant, host, gatewayPort, gatewayPortName: portName(gatewayPort), ...options });
    const tls: UpstreamTls = options.sees === 'server names' ? { kind: 'none' } : { kind: 'mesh', serverName: host };
    // The protocol of the hop follows from the detour of the host; conflicts are reported on the host.
    const policy: PolicyClaim = {
      version: hostLabel('', host), port: portName(gatewayPort), strength: 'default', policy: { tls, ...(http2 ? { 'http.version': 2 } : {}) },
    };
    this._record({ by: pattern._claimant, policies: [policy] });
    this.requireResources();
    return { gateway: `${this.namespace}/${this.name}`, hop: { host: this.host, subset: hostLabel('', host), port: gatewayPort } };
  }

  /** @internal */
  public override _placement(): Placement {
    const { namespace } = super._placement();
    return { namespace, exportTo: ['.', ...this._clientNamespaces.filter((client) => client !== namespace)] };
  }

  /** @internal */
  protected override _versions(): HostFacts['versions'] {
    return Object.fromEntries(this.distinctHops().map(({ host }) => [hostLabel('', host), {}]));
  }

  /** @internal */
  protected override _derived(): readonly Contribution[] {
    return hopPolicies(this.distinctHops().map((hop) => ({ hop, service: this.services.get(hop.host)! })));
  }

  private requireResources(): void {
    const { name, namespace, workload: { labels: selector } } = this;
    this.gateway._require('Resource', (scope, id) => new IstioGateway(scope, id, {
      _source: this._source,
      metadata: { name, namespace },
      spec: lazySpec(() => ({ selector, servers: this.distinctHops().map(serverOf) })),
    }));
    if (!this.onlyDeclaredClients) return;
    this.authorizationPolicy._require('Resource', (scope, id) => new IstioAuthorizationPolicy(scope, id, {
      _source: this._source,
      metadata: { name, namespace },
      spec: lazySpec(() => ({
        selector: { matchLabels: selector }, action: 'ALLOW' as const, rules: this.distinctHops().map((hop) => ruleOf(hop, this.podPort(hop))),
      })),
    }));
  }

  /** Unique by host and port, and sorted: two detours of one host and port are reported on the host. */
  private distinctHops(): EgressHop[] {
    const sorted = [...this.hops].sort((a, b) => compareText(a.host, b.host) || a.gatewayPort - b.gatewayPort
      || compareText(a.by.construct, b.by.construct));
    return sorted.filter((hop, i) => hop.host !== sorted[i - 1]?.host || hop.gatewayPort !== sorted[i - 1]?.gatewayPort);
  }

  /** The pods' port of a hop, where the gateway has more than one. */
  private podPort({ gatewayPort }: EgressHop): number | undefined {
    return this.gatewayPorts.length > 1 ? this.gatewayPorts.find(({ number }) => number === gatewayPort)?.targetPort : undefined;
  }

  /** A host is in one namespace once, and the resources of all hosts behind a gateway are in one. */
  private assertNewHost(pattern: Pattern, service: ExternalService): void {
    const first = this.services.get(service.host);
    if (first !== undefined && first !== service) {
      const names = `${quote(first.node.path)} and ${quote(service.node.path)}`;
      refuse(pattern, compositionRules.ownedTwice, ['service'], {
        message: `Expected one owner of ${quote(service.host)} behind ${quote(this.node.path)}, got ${names}`,
        related: [placeOf(first._claimant)],
      });
    }
    this.services.set(service.host, service);
  }

  private assertProps(props: EgressGatewayProps): void {
    assertOptions(this, props, {
      service: true, name: true, workload: true, namespace: true, ports: true, onlyDeclaredClients: true,
    } satisfies Record<keyof EgressGatewayProps, true>);
    const invalid = (option: string, message: string): never => refuseOption(this, [option], message);
    if (typeof props.service !== 'string' || !isDnsLabel(props.service)) {
      invalid('service', `Expected the name of a Service, got ${quote(props.service)}`);
    }
    workloadLabels(this, props.workload, "the gateway's pods", "write such as { labels: { istio: 'egressgateway' } }");
    if (props.name !== undefined && (typeof props.name !== 'string' || !isDnsLabel(props.name))) {
      invalid('name', `Expected a name such as "partners", got ${quote(props.name)}`);
    }
    if (!isDnsLabel(this.namespace)) invalid('namespace', `Expected the name of a namespace, got ${quote(this.namespace)}`);
    if (typeof this.onlyDeclaredClients !== 'boolean') {
      invalid('onlyDeclaredClients', `Expected true or false, got ${quote(props.onlyDeclaredClients)}`);
    }
    const numbers = this.gatewayPorts.map((port) => port?.number);
    const isList = props.ports === undefined || Array.isArray(props.ports);
    if (!isList || numbers.length === 0 || !numbers.every(isPort) || new Set(numbers).size < numbers.length) {
      invalid('ports', `Expected ports with different numbers from 1 to 65535, got ${quote(props.ports)}`);
    }
    const isKnown = ({ targetPort }: EgressGatewayPort): boolean => (targetPort === undefined ? numbers.length === 1 : isPort(targetPort));
    if (!this.gatewayPorts.every(isKnown)) invalid('ports', `Expected the targetPort of each of several ports, got ${quote(props.ports)}`);
  }
}

function portName(number: number | undefined): string {
  return `tls-${String(number)}`;
}
