import type { PolicyTarget } from '../_shared/policy-target/api';
import type { TrafficMatch } from '../_shared/traffic-match/api';
import type { WasmModule } from '../_shared/wasm-module/api';

/** A module and its place among the filters of a proxy. */
export interface WasmPluginSettings extends WasmModule {
  /**
   * Where among the filters of the proxy the module runs.
   *
   * @default - near the end, before the router
   */
  readonly phase?: WasmPluginPhase;
  /**
   * The order among the modules of one phase: higher runs first; equal ones run in the order of their names. A 32-bit number.
   *
   * @default 0
   */
  readonly priority?: number;
  /**
   * The traffic that the module sees: what one of the entries matches.
   *
   * @default - all traffic
   */
  readonly match?: readonly TrafficMatch[];
}

/**
 * Runs a WebAssembly module in the proxies of some workloads.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#WasmPlugin
 */
export type WasmPluginSpec = WasmPluginSettings & PolicyTarget;

/**
 * A place among the filters: before Istio's authentication, between it and authorization, or between that and the metrics.
 * `UNSPECIFIED_PHASE` is the same as leaving it out.
 */
export type WasmPluginPhase = 'UNSPECIFIED_PHASE' | 'AUTHN' | 'AUTHZ' | 'STATS';
