import type { AtMostOne, ExactlyOne } from '../../values/types';
import type { PolicyTargetKinds } from '../_shared/policy-target/api';
import type { TrafficMatch } from '../_shared/traffic-match/api';
import type { WasmModule } from '../_shared/wasm-module/api';

/** The place of an extension among the filters of a proxy. */
export interface TrafficExtensionSettings {
  /**
   * Where among the filters of the proxy the extension runs.
   *
   * @default - near the end, before the router
   */
  readonly phase?: TrafficExtensionPhase;
  /**
   * The order among the extensions of one phase: higher runs first. A 32-bit number.
   *
   * @default 0
   */
  readonly priority?: number;
  /**
   * The traffic that the extension sees: what one of the entries matches.
   *
   * @default - all traffic
   */
  readonly match?: readonly TrafficMatch[];
}

/** What an extension runs. */
export interface TrafficExtensionKinds {
  /** A WebAssembly module. */
  readonly wasm: WasmModule;
  /** A script. */
  readonly lua: LuaExtension;
}

/**
 * Runs a WebAssembly module or a Lua script in the proxies of some workloads. Needs Istio 1.30.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension
 */
export type TrafficExtensionSpec =
  TrafficExtensionSettings & ExactlyOne<TrafficExtensionKinds> & AtMostOne<Pick<PolicyTargetKinds, 'selector' | 'targetRefs'>>;

/**
 * A Lua script that proxies run for each request.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#LuaConfig
 */
export interface LuaExtension {
  /** The script: it defines `envoy_on_request`, `envoy_on_response` or both. 1 to 65536 characters, and at most as many bytes. */
  readonly inlineCode: string;
}

/**
 * A place among the filters: before Istio's authentication, between it and authorization, or between that and the metrics.
 * `UNSPECIFIED` is the same as leaving it out.
 */
export type TrafficExtensionPhase = 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';
