import type { PolicyTargetReference } from '../_shared/policy-target/api';
import type { WorkloadSelector } from '../_shared/workload-selector/api';
import type { AtMostOne } from '../../values/types';
import type { EnvoyMatch } from './api-match';

/**
 * Patches of the configuration that Istio gives to Envoy, for settings that no other kind has.
 *
 * The last resort: patches name listeners, filters and clusters that are Istio's inner business, and change or stop to match with an
 * upgrade of the mesh; istiod warns about every one. Test it against each release before that release runs it.
 *
 * The value of a patch is checked as istiod checks it, against Envoy's own types: what they cannot hold is refused, and a field that they
 * do not have is a warning. Envoy has further rules, such as bounds and required fields; only the proxy that gets the patch applies them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter
 */
export type EnvoyFilterSpec = EnvoyFilterPatches & AtMostOne<EnvoyFilterTargets>;

/** The proxies that an EnvoyFilter patches: at most one of these. Neither: all of the namespace, or from the root namespace of the mesh. */
export interface EnvoyFilterTargets {
  /** Workloads of the own namespace by their labels; from the root namespace, workloads of the whole mesh. */
  readonly workloadSelector: WorkloadSelector;
  /** Gateways of the Gateway API, waypoints among them, or Services, of the own namespace. At most 16. */
  readonly targetRefs: readonly PolicyTargetReference[];
}

/** What an EnvoyFilter does, beside {@link EnvoyFilterTargets}. */
export interface EnvoyFilterPatches {
  /** The patches, applied in this order. */
  readonly configPatches?: readonly EnvoyConfigPatch[];
  /**
   * The order among the EnvoyFilters of a proxy, a whole number of 32 bits: lower ones first, also below zero. Those of the root namespace
   * come before all others; equal ones go by age.
   *
   * @default 0
   */
  readonly priority?: number;
}

/**
 * A change to one sort of Envoy's objects.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch
 */
export interface EnvoyConfigPatch {
  /** What is patched. istiod refuses a patch without it. */
  readonly applyTo?: EnvoyApplyTo;
  /**
   * Which of these objects are patched, in which proxies.
   *
   * @default - all of them, in all proxies that are meant
   */
  readonly match?: EnvoyMatch;
  /** The change. istiod refuses a patch without it. */
  readonly patch?: EnvoyPatch;
}

/**
 * What of Envoy is patched:
 * - `LISTENER`, and inside it `LISTENER_FILTER`, `FILTER_CHAIN`, `NETWORK_FILTER` and, inside the HTTP connection manager, `HTTP_FILTER`;
 * - `ROUTE_CONFIGURATION`, and inside it `VIRTUAL_HOST` and `HTTP_ROUTE`;
 * - `CLUSTER`;
 * - `EXTENSION_CONFIG`: configuration of filters that is discovered apart from the listener; only `ADD`;
 * - `BOOTSTRAP`: what the proxy starts with; only `MERGE`, and takes effect when a pod starts;
 * - `INVALID`: nothing; istiod refuses it.
 */
export type EnvoyApplyTo =
  | 'INVALID' | 'LISTENER' | 'FILTER_CHAIN' | 'NETWORK_FILTER' | 'HTTP_FILTER' | 'ROUTE_CONFIGURATION' | 'VIRTUAL_HOST' | 'HTTP_ROUTE'
  | 'CLUSTER' | 'EXTENSION_CONFIG' | 'BOOTSTRAP' | 'LISTENER_FILTER';

/**
 * A change to an object of Envoy.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch
 */
export interface EnvoyPatch {
  /** How the value is put there. istiod refuses a patch without it. */
  readonly operation?: EnvoyPatchOperation;
  /**
   * The object, or the part of it to merge, in Envoy's own words: fields of the v3 API, in snake case or camel case. Needed by all
   * operations but REMOVE. Its type is given by `applyTo`:
   *
   * | applyTo | type |
   * |---|---|
   * | `BOOTSTRAP` | `envoy.config.bootstrap.v3.Bootstrap` |
   * | `CLUSTER` | `envoy.config.cluster.v3.Cluster` |
   * | `EXTENSION_CONFIG` | `envoy.config.core.v3.TypedExtensionConfig` |
   * | `FILTER_CHAIN` | `envoy.config.listener.v3.FilterChain` |
   * | `HTTP_FILTER` | `envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter` |
   * | `HTTP_ROUTE` | `envoy.config.route.v3.Route` |
   * | `LISTENER` | `envoy.config.listener.v3.Listener` |
   * | `LISTENER_FILTER` | `envoy.config.listener.v3.ListenerFilter` |
   * | `NETWORK_FILTER` | `envoy.config.listener.v3.Filter` |
   * | `ROUTE_CONFIGURATION` | `envoy.config.route.v3.RouteConfiguration` |
   * | `VIRTUAL_HOST` | `envoy.config.route.v3.VirtualHost` |
   *
   * A `typed_config` names its type: `{ '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', … }`.
   */
  readonly value?: Readonly<Record<string, unknown>>;
  /**
   * Where among Istio's own filters an added filter goes, for `ADD` of a filter without a place of its own.
   *
   * @default 'UNSPECIFIED'
   */
  readonly filterClass?: EnvoyFilterClass;
}

/**
 * How a patch changes an object:
 * - `MERGE`: protobuf merge, scalars replace, lists grow; not for lists of objects that are found by their name;
 * - `MERGE_AND_REPLACE_LIST`: the same, but a list takes the place of the list that was there. Needs Istio 1.31;
 * - `ADD`: one more of its sort, at the end;
 * - `REMOVE`: takes it away, the value changes nothing;
 * - `INSERT_BEFORE`, `INSERT_AFTER`: beside the one that matches, or at the front and the end without a match inside;
 * - `INSERT_FIRST`: at the front;
 * - `REPLACE`: the contents of a named network or HTTP filter;
 * - `INVALID`: istiod refuses it.
 */
export type EnvoyPatchOperation =
  | 'INVALID' | 'MERGE' | 'ADD' | 'REMOVE' | 'INSERT_BEFORE' | 'INSERT_AFTER' | 'INSERT_FIRST' | 'REPLACE' | 'MERGE_AND_REPLACE_LIST';

/**
 * A place among the filters of a proxy: `AUTHN` after Istio's authentication, `AUTHZ` after its authorization, `STATS` before its
 * metrics; `UNSPECIFIED` near the end of the chain, before the router.
 */
export type EnvoyFilterClass = 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';
