import { ISTIO_NAMESPACE } from '../mesh/istioctl/presumed-gateway';
import type { MeshEntry } from '../mesh/mesh-entry';
import type { Mesh } from '../mesh/mesh';
import { asObject } from '../mesh/unchecked';

/** How the pods of a namespace become part of the mesh, by its labels. */
export interface NamespaceInjection {
  readonly on: MeshEntry;
  /** The labels that ask for it, as `label=value`; more than one is too many. */
  readonly labels: readonly string[];
  /**
   * `sidecar`: by the label; `default`: by the settings of the injector; `none`: by nothing; `other`: it is ambient, refuses, or
   * names a revision.
   */
  readonly by: 'sidecar' | 'default' | 'none' | 'other';
}

const INJECTION = 'istio-injection';
const REVISION = 'istio.io/rev';
const MODE = 'istio.io/dataplane-mode';

/** The namespaces, without the one of Istio. */
export function namespaceInjections(mesh: Mesh): readonly NamespaceInjection[] {
  const injectors = new Map(mesh.istioctl.all('ConfigMap').map((map) => [map.id.name, map]));
  return mesh.istioctl.all('Namespace').filter(({ id }) => id.name !== ISTIO_NAMESPACE).map((on) => {
    const { labels = {} } = on.resource.metadata;
    const { [INJECTION]: injection, [REVISION]: revision, [MODE]: mode } = labels;
    const counted = injection === undefined || injection === 'enabled' ? [REVISION, MODE].filter((label) => labels[label] !== undefined) : [];
    const isOpen = (injection ?? '') === '' && revision === undefined;
    const isEnabledByDefault = (): boolean => injectsByDefault(injectors.get(injectorName(revision)));
    return {
      on,
      labels: [...(injection === undefined ? [] : [INJECTION]), ...counted].map((label) => `${label}=${labels[label]!}`),
      by: mode === 'ambient' ? 'other' : isOpen ? isEnabledByDefault() ? 'default' : 'none' : injection === 'enabled' ? 'sidecar' : 'other',
    };
  });
}

/** The ConfigMap of the injector of a revision. */
export function injectorName(revision: string | undefined): string {
  return revision === undefined || revision === '' || revision === 'default' ? 'istio-sidecar-injector' : `istio-sidecar-injector-${revision}`;
}

function injectsByDefault(injector: MeshEntry | undefined): boolean {
  return asObject(injectorValues(injector).sidecarInjectorWebhook).enableNamespacesByDefault === true;
}

/** The values with which the injector was installed. */
export function injectorValues(injector: MeshEntry | undefined): Readonly<Record<string, unknown>> {
  const { values } = asObject(injector?.resource.data);
  try {
    return typeof values === 'string' ? asObject(JSON.parse(values)) : {};
  } catch {
    return {}; // no JSON: istioctl goes on without it
  }
}
