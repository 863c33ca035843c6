import { selects } from '../mesh/endpoint';
import type { ListedPod } from '../mesh/istioctl/listed-pods';
import type { Mesh } from '../mesh/mesh';
import type { EntryOf } from '../mesh/mesh-entry';
import { asObject, asText } from '../mesh/unchecked';
import { yamlValue } from '../mesh/yaml-value';

type ProxyConfigEntry = EntryOf<'ProxyConfig'>;

/**
 * The variant of the proxy's image that a pod gets: of its annotation, else of the ProxyConfig that says most about it, else
 * of the MeshConfig.
 */
export function imageTypeOf(mesh: Mesh): (pod: ListedPod) => string {
  const { rootNamespace, defaultConfig } = mesh.settings;
  const configs = mesh.istioctl.byNamespace('ProxyConfig');
  const root = configs.get(rootNamespace)?.at(-1);
  const ofMesh = imageTypeIn(defaultConfig) ?? '';
  const ofRoot = root ? typeOf(root) : undefined;
  return ({ namespace, labels, annotations }) => {
    const own = namespace === rootNamespace ? [] : configs.get(namespace) ?? [];
    const ofNamespace = lastOf(own.filter(({ resource: { spec } }) => !spec.selector));
    const ofWorkload = lastOf(own.filter(({ resource: { spec } }) => spec.selector && selects(spec.selector.matchLabels ?? {}, labels)));
    const type = imageTypeIn(writtenIn(annotations['proxy.istio.io/config'])) ?? ofWorkload ?? ofNamespace ?? ofRoot ?? ofMesh;
    return type === 'default' ? '' : type;
  };
}

function lastOf(configs: readonly ProxyConfigEntry[]): string | undefined {
  return configs.map(typeOf).filter((type) => type !== undefined).at(-1);
}

function typeOf({ resource: { spec } }: ProxyConfigEntry): string | undefined {
  return imageTypeIn(spec);
}

function imageTypeIn(config: unknown): string | undefined {
  return asText(asObject(asObject(config).image).imageType);
}

function writtenIn(annotation: string | undefined): unknown {
  return annotation === undefined ? undefined : yamlValue(annotation)?.value;
}
