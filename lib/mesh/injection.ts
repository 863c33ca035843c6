import { TLS_MODE } from './endpoint';
import type { EntrySource } from './mesh-entry';

/** What injection knows of a pod. */
export interface InjectedPod {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The name of what makes it, which names it in telemetry where its labels do not. */
  readonly workload: string;
  readonly usesHostNetwork: boolean;
}

/** The namespaces whose pods get a sidecar when they do not say otherwise, and those that give none. */
export function injectingNamespaces(mesh: EntrySource): ReadonlyMap<string, boolean> {
  return new Map(mesh.all('Namespace').flatMap(({ id, resource: { metadata: { labels = {} } } }) => {
    const injection = labels['istio-injection'];
    if (injection !== undefined) return [[id.name, injection === 'enabled']];
    return labels['istio.io/rev'] === undefined ? [] : [[id.name, true]];
  }));
}

/** True when a pod gets a proxy: its namespace or its own labels ask for one, and nothing of it refuses it. */
export function isInjected({ labels, annotations, usesHostNetwork }: InjectedPod, byNamespace: boolean | undefined): boolean {
  const own = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  if (usesHostNetwork || byNamespace === false || own === 'false') return false;
  return byNamespace === true || labels['sidecar.istio.io/inject'] === 'true' || labels['istio.io/rev'] !== undefined;
}

/** The labels of a pod after injection. */
export function injectedLabels({ labels, workload }: Pick<InjectedPod, 'labels' | 'workload'>): Readonly<Record<string, string>> {
  const name = labels['app.kubernetes.io/name'] ?? labels.app ?? workload;
  const revision = labels['app.kubernetes.io/version'] ?? labels.version ?? 'latest';
  return { 'service.istio.io/canonical-name': name, 'service.istio.io/canonical-revision': revision, [TLS_MODE]: 'istio', ...labels };
}
