import type { Path } from '../core/finding';
import type { Mesh } from '../mesh/mesh';
import type { EntryOf, MeshEntry } from '../mesh/mesh-entry';

/** The Secret that a server of a Gateway names. */
export interface Credential {
  readonly gateway: EntryOf<'Gateway'>;
  readonly path: Path;
  readonly written: string;
  /** Where the Secret is looked for: in the namespace of the gateway's pods, unless the name has one. */
  readonly namespace: string;
  readonly name: string;
  readonly secret: MeshEntry | undefined;
}

/** The Secrets that Gateways name, of Gateways whose pods are known. */
export function credentials(mesh: Mesh): readonly Credential[] {
  return mesh.istioctl.all('Gateway').flatMap((gateway) => {
    const { selector = {}, servers = [] } = gateway.resource.spec as Partial<typeof gateway.resource.spec>;
    const home = mesh.istioctl.podsSelected(selector)[0]?.namespace;
    if (home === undefined) return [];
    return servers.flatMap(({ tls }, i): readonly Credential[] => {
      const written = (tls as { readonly credentialName?: string } | undefined)?.credentialName ?? '';
      if (written === '') return [];
      const slash = written.indexOf('/');
      const [namespace, name] = slash < 0 ? [home, written] : [written.slice(0, slash), written.slice(slash + 1)];
      return [{
        gateway, path: ['spec', 'servers', i, 'tls', 'credentialName'], written, namespace, name, secret: mesh.istioctl.named('Secret', namespace, name),
      }];
    });
  });
}
