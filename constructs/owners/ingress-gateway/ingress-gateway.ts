import { Construct } from 'constructs';
import { compareText } from '../../../lib/core/compare-text';
import { quote } from '../../../lib/core/quote';
import type { Finding, ResourceId } from '../../../lib/core/finding';
import { isDnsLabel, isPartialWildcard, isShortName, isWildcardHost } from '../../../lib/values/host-name';
import { isPort } from '../../../lib/values/port';
import { ConstructClaimant } from '../../core/claimant';
import { HostResource } from '../../core/host-resource';
import { orderChildren } from '../../core/cdk8s-patches';
import { lazySpec, writtenSpec } from '../../core/lazy-spec';
import { meshOptionsOf } from '../../core/mesh-options';
import { assertOptions, Pattern } from '../../core/pattern';
import { Source } from '../../core/source';
import { Synthesis } from '../../core/synthesis';
import { workloadLabels } from '../../core/workload';
import { IstioGateway } from '../../l1/gateway';
import { IstioVirtualService } from '../../l1/virtual-service';
import { findingOf } from '../host/host-findings';
import { besideGateways } from './beside-gateways';
import { gatewayProblems, gatewaysOf } from './gateway-problems';
import { IngressHost } from './ingress-host';
import type { IngressGatewayProps, IngressHostOptions } from './ingress-options';
import { ingressServers } from './ingress-servers';
import { assertServing, type Ports, servingOf } from './serving';

/**
 * Lets clients outside the mesh in, and owns the resources for that: a Gateway, and one VirtualService for each external host, however many
 * constructs expose services there. The canary, the timeouts and the circuit breaker of a service hold behind the gateway too.
 *
 * By default it accepts TLS 1.2 or newer, redirects http to https, and serves no host but those that are named. All resources are in the
 * namespace of the gateway's pods, so that no other namespace can add routes to its hosts.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 * @example
 * const frontend = new MeshService(chart, 'frontend', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * const carts = new MeshService(chart, 'carts', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * const edge = new IngressGateway(chart, 'edge', {
 *   namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' },
 * });
 * edge.host('shop.example.com').to(frontend).path('/carts', carts);
 * edge.host('partners.example.com', { https: { mode: 'MUTUAL', credentialName: 'partners-tls' } }).to(carts);
 */
export class IngressGateway extends Pattern {
  /** The namespace of the gateway's pods, and of all that is written for them. */
  public readonly namespace: string;
  /** Name of the Gateway. */
  public readonly name: string;
  /** The Gateway; it is written when the first host is named. */
  public readonly gateway: HostResource;
  /** Who serves, and on which ports. @internal */
  public readonly _pods: { readonly labels: Readonly<Record<string, string>>; readonly ports: Ports };
  /** How hosts are served that say nothing else. @internal */
  public readonly _defaults: IngressGatewayProps;
  /** The VirtualServices, in the order of their hosts. */
  private readonly routes: Construct;
  private readonly hosts = new Map<string, IngressHost>();

  public constructor(scope: Construct, id: string, props: IngressGatewayProps) {
    super(scope, id, props, {
      namespace: true, workload: true, name: true, ports: true, https: true, http: true,
    } satisfies Record<keyof IngressGatewayProps, true>);
    const { namespace, workload, name = id, ports = {} } = props;
    if (typeof namespace !== 'string' || !isDnsLabel(namespace)) {
      this.refuseOption('namespace', `Expected the namespace of the gateway's pods, got ${quote(namespace)}`);
    }
    const labels = workloadLabels(this, workload, "the gateway's pods", "write such as { labels: { istio: 'ingressgateway' } }");
    if (typeof name !== 'string') this.refuseOption('name', `Expected a name, got ${quote(name)}`);
    this.namespace = namespace;
    this.name = name;
    assertOptions(this, ports, { http: true, https: true } satisfies Record<keyof typeof ports, true>, ['ports']);
    this._defaults = props;
    this._pods = { labels: { ...labels }, ports: { http: this.port('http', ports.http, 80), https: this.port('https', ports.https, 443) } };
    if (props.https === undefined) this.refuseOption('https', 'Expected { credentialName } or "off", got nothing');
    assertServing(this, props, servingOf(props), this._pods.ports);
    this.gateway = new HostResource(this, 'Gateway');
    this.routes = new Construct(this, 'VirtualServices');
    orderChildren(this.routes, (a, b) => compareText(a.node.id, b.node.id));
    const gateways = gatewaysOf(this);
    if (gateways.length === 0) Synthesis.of(this).inspect((written) => besideGateways(gateways, written, meshOptionsOf(this).cluster));
    gateways.push(this);
    Synthesis.of(this).report(this, () => this.problems());
  }

  /**
   * A host that clients ask the gateway for. Constructs that name the same host share it.
   *
   * @param host a full name such as `shop.example.com`; `*.example.com` for all names below, of which some may be hosts of their own that
   * are served alike; `*` for all
   * @param options what of the gateway's TLS does not hold for this host
   * @throws ConfigError `pattern/invalid-option` for what is no full name, or options with which the host serves no client
   * @example
   * const api = new MeshService(chart, 'api', { ports: { http: { number: 80, protocol: 'HTTP' } } });
   * const front = new IngressGateway(chart, 'front', {
   *   namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'web' },
   * });
   * front.host('api.example.com', { http: 'off' }).to(api);
   * front.host('api.example.com').explain(); // which service takes which requests
   */
  public host(host: string, options: IngressHostOptions = {}): IngressHost {
    this.assertHost(host);
    const source = new Source();
    const exposed = this.hosts.get(host) ?? new IngressHost(this, host, source);
    assertOptions(this, options, { https: true, http: true } satisfies Record<keyof IngressHostOptions, true>);
    const { https, http } = options;
    if (https !== undefined || http !== undefined) {
      assertServing(this, options, servingOf(this._defaults, options), this._pods.ports);
      exposed._addOptions(options, new ConstructClaimant(this.node.path, source));
    }
    if (!this.hosts.has(host)) this.hosts.set(host, exposed);
    this.requireGateway();
    return exposed;
  }

  /** The Gateway as routes name it. @internal */
  public get _fullName(): string {
    return `${this.namespace}/${this.name}`;
  }

  /** The hosts in the order of their names. @internal */
  public get _hosts(): readonly IngressHost[] {
    return [...this.hosts.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
  }

  /** Makes the VirtualService of a host. @internal */
  public _requireRoutes(host: IngressHost): void {
    const { namespace } = this;
    const name = this.routesName(host);
    const resource = new IstioVirtualService(this.routes, host.host, {
      _source: host._source, metadata: { name, namespace }, spec: writtenSpec(() => host._written()),
    });
    resource.addJsonPatch(...host._patches);
  }

  /** The VirtualService of a host, once it is written. @internal */
  public _routesOf({ host }: IngressHost): IstioVirtualService | undefined {
    return this.routes.node.tryFindChild(host) as IstioVirtualService | undefined;
  }

  private requireGateway(): void {
    const { namespace, name } = this;
    this.gateway._require('Resource', (scope, id) => new IstioGateway(scope, id, {
      metadata: { name, namespace },
      spec: lazySpec(() => ({
        selector: this._pods.labels,
        servers: ingressServers(this.exposed().map((host) => ({ host: host.host, serving: host._serving })), this._pods.ports),
      })),
    }));
  }

  private exposed(): readonly IngressHost[] {
    return this._hosts.filter(({ _isExposed }) => _isExposed);
  }

  private routesName({ host }: IngressHost): string {
    return `${this.name}.${host.replace('*', 'wildcard')}`;
  }

  private problems(): Finding[] {
    const on = (kind: string, name: string): ResourceId => ({ apiVersion: 'networking.istio.io/v1', kind, namespace: this.namespace, name });
    return [
      ...gatewayProblems(this).map((problem) => findingOf(problem, on('Gateway', this.name))),
      ...this.exposed().flatMap((host) => host._problems().map((problem) => findingOf(problem, on('VirtualService', this.routesName(host))))),
    ];
  }

  private port(option: string, given: unknown, standard: number): number {
    const port = given ?? standard;
    if (isPort(port)) return port;
    return this.refuseOption(`ports.${option}`, `Expected a port number from 1 to 65535, got ${quote(given)}`);
  }

  private assertHost(host: unknown): asserts host is string {
    const refused = (fix?: string): never => this.refuseOption('host', `Expected a full host name, got ${quote(host)}`, fix);
    if (typeof host !== 'string' || !isWildcardHost(host)) refused('write the name alone, without scheme, port or path');
    else if (isShortName(host) || isPartialWildcard(host) || host.endsWith('.')) refused('write it as clients ask for it: shop.example.com, or *.example.com');
    else if (host !== host.toLowerCase()) refused(`write ${quote(host.toLowerCase())}: names mean the same in any case`);
  }
}
