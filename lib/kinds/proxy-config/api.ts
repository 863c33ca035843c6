import type { MatchLabelsSelector } from '../_shared/match-labels/api';

/**
 * How the proxies of workloads are started. It is read when a proxy starts, so workloads that run already keep what they have. Of what
 * reaches a workload the narrowest counts: a policy that selects it, its pod annotation, its namespace, the mesh's root namespace, the
 * mesh's own default.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyConfig
 */
export interface ProxyConfigSpec {
  /**
   * The workloads of the namespace. A selector without labels selects none.
   *
   * @default - all workloads of the namespace, and of the mesh when the namespace is its root
   */
  readonly selector?: MatchLabelsSelector;
  /**
   * How many worker threads the proxy runs; 0 means one for each core of the machine. In YAML null is the same as leaving it out.
   *
   * @default - by the CPU limit of the proxy's container
   */
  readonly concurrency?: number;
  /**
   * Environment variables of the proxy, at most 2048 characters each. Those whose name starts with `ISTIO_META_` go to istiod as well, as
   * metadata of the proxy.
   *
   * @default - those of the mesh's own default
   */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  /**
   * Which image of the proxy is run.
   *
   * @default - the one that istiod injects
   */
  readonly image?: ProxyImage;
}

/**
 * Which variant of the proxy's image is run: it becomes the end of the image's tag.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyImage
 */
export interface ProxyImage {
  /**
   * `default`, `debug` or `distroless`, or another one that the image registry has.
   *
   * @default - the variant that istiod injects
   */
  readonly imageType?: string;
}
