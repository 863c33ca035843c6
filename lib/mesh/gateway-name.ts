/** What a VirtualService names to be followed by sidecars. */
export const MESH = 'mesh';

/** The gateway that a VirtualService of a namespace means, as `namespace/name`; `mesh` means the sidecars. */
export function gatewayKey(name: string, namespace: string): string {
  if (name === MESH) return MESH;
  if (name.includes('/')) return name.startsWith('./') ? `${namespace}/${name.slice(2)}` : name;
  const [first, second = namespace] = name.split('.', 2) as [string, string?]; // the old form is name.namespace.svc.cluster.local
  return `${second}/${first}`;
}
