import { parse } from 'yaml';
import { Mesh } from '../../lib/mesh/mesh';
import type { MeshConfigSpec } from '../../lib/mesh/mesh-config';
import type { ProxyView } from '../../lib/mesh/proxy-view';

/** A mesh, and proxies in it that are asked about. */
export interface MeshCase {
  readonly id: string;
  readonly docs: readonly unknown[];
  /** MeshConfig as YAML. */
  readonly mesh?: string;
  readonly proxies: readonly ProxySpec[];
}

interface ProxySpec {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly type?: 'sidecar' | 'router';
  readonly ip?: string;
  readonly locality?: string;
}

/** What each proxy of a case sees of the mesh, by its name. */
export function viewsOf({ docs, mesh: config, proxies }: MeshCase): ReadonlyMap<string, ProxyView> {
  const mesh = Mesh.of(docs, { release: '1.31', meshConfig: (config === undefined ? {} : parse(config) ?? {}) as MeshConfigSpec });
  return new Map(proxies.map(({ name, namespace, labels = {}, type, ip = '10.244.255.1', locality = '' }) => (
    [name, mesh.view({ namespace, labels, type: type === 'router' ? 'gateway' : 'sidecar', locality, address: ip })]
  )));
}
