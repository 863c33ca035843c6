import type { Construct } from 'constructs';
import type { WasmPluginPhase, WasmPluginSpec } from '../../lib/kinds/wasm-plugin/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { type PolicyTargetProps, withTarget } from '../core/policy-target';
import { type TrafficMatchOptions, trafficMatchSpec } from '../core/traffic-match';
import { type WasmModuleOptions, withModule } from '../core/wasm-module';
import { IstioWasmPlugin } from '../l1/wasm-plugin';

/** A module and its place among the filters of a proxy. */
export interface WasmPluginOptions extends IstioResourceProps, WasmModuleOptions {
  /**
   * Where among the filters of the proxy the module runs: before authentication, before authorization, or before the metrics.
   *
   * @default - near the end, before the router
   */
  readonly phase?: WasmPluginPhase;
  /**
   * The order among the modules of one phase: higher runs first.
   *
   * @default 0
   */
  readonly priority?: number;
  /**
   * The traffic that the module sees: what one of the entries matches.
   *
   * @default - all traffic
   */
  readonly match?: readonly TrafficMatchOptions[];
}

/** What {@link WasmPlugin} takes. */
export type WasmPluginProps = WasmPluginOptions & PolicyTargetProps;

/**
 * Runs a WebAssembly module in the proxies of some workloads. With Istio 1.30 a {@link TrafficExtension} does the same.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 * @example
 * new WasmPlugin(chart, 'basic-auth', {
 *   workload: { labels: { istio: 'ingressgateway' } },
 *   url: 'oci://ghcr.io/acme/basic-auth:v1',
 *   phase: 'AUTHN',
 *   pluginConfig: { realm: 'shop' },
 *   env: { LOG_LEVEL: 'info' },
 *   match: [{ mode: 'SERVER', ports: [8080] }],
 * });
 */
export class WasmPlugin extends IstioResource<WasmPluginSpec> {
  public readonly resource: IstioWasmPlugin;
  private readonly props: WasmPluginProps;

  public constructor(scope: Construct, id: string, props: WasmPluginProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioWasmPlugin(this, 'Resource', this._l1Props(props));
  }

  /** @internal */
  protected _toSpec(): WasmPluginSpec {
    const { metadata: _, match, ...rest } = this.props;
    return {
      ...withTarget(withModule(rest)),
      ...(match === undefined ? {} : { match: trafficMatchSpec(match) }),
    } as WasmPluginSpec;
  }
}
