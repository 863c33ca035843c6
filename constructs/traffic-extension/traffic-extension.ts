import type { Construct } from 'constructs';
import type { TrafficExtensionPhase, TrafficExtensionSpec } from '../../lib/kinds/traffic-extension/api';
import type { ExactlyOne } from '../../lib/values/types';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { type PolicyTargetProps, withTarget } from '../core/policy-target';
import { type TrafficMatchOptions, trafficMatchSpec } from '../core/traffic-match';
import { type WasmModuleOptions, withModule } from '../core/wasm-module';
import { IstioTrafficExtension } from '../l1/traffic-extension';

/** What an extension runs. */
export interface TrafficExtensionCode {
  /** A WebAssembly module. */
  readonly wasm: WasmModuleOptions;
  /** A Lua script, at most 65536 bytes: it defines `envoy_on_request`, `envoy_on_response` or both. */
  readonly lua: string;
}

/** The place of an extension among the filters of a proxy. */
export interface TrafficExtensionOptions extends IstioResourceProps {
  /**
   * Where among the filters of the proxy the extension runs: before authentication, before authorization, or before the metrics.
   *
   * @default - near the end, before the router
   */
  readonly phase?: TrafficExtensionPhase;
  /**
   * The order among the extensions of one phase: higher runs first.
   *
   * @default 0
   */
  readonly priority?: number;
  /**
   * The traffic that the extension sees: what one of the entries matches.
   *
   * @default - all traffic
   */
  readonly match?: readonly TrafficMatchOptions[];
}

/** What {@link TrafficExtension} takes. */
export type TrafficExtensionProps = TrafficExtensionOptions & ExactlyOne<TrafficExtensionCode> & PolicyTargetProps;

/**
 * Runs a WebAssembly module or a Lua script in the proxies of some workloads. Needs Istio 1.30.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 * @example
 * new TrafficExtension(chart, 'request-id', {
 *   targetRefs: [targetRef.gateway('edge')],
 *   lua: 'function envoy_on_response(handle) handle:headers():add("x-served-by", "edge") end',
 *   phase: 'STATS',
 * });
 */
export class TrafficExtension extends IstioResource<TrafficExtensionSpec> {
  public readonly resource: IstioTrafficExtension;
  private readonly props: TrafficExtensionProps;

  public constructor(scope: Construct, id: string, props: TrafficExtensionProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioTrafficExtension(this, 'Resource', this._l1Props(props));
  }

  /** @internal */
  protected _toSpec(): TrafficExtensionSpec {
    const { metadata: _, match, wasm, lua, ...rest } = this.props;
    return {
      ...withTarget(rest),
      ...(wasm === undefined ? {} : { wasm: typeof wasm === 'object' && wasm !== null ? withModule(wasm) : wasm }),
      ...(lua === undefined ? {} : { lua: typeof lua === 'string' ? { inlineCode: lua } : lua }),
      ...(match === undefined ? {} : { match: trafficMatchSpec(match) }),
    } as TrafficExtensionSpec;
  }
}
