import { type EntryOf, namespaceOf } from '../mesh/mesh-entry';

/** The hosts of a Gateway that VirtualServices of a namespace may have there. */
export function gatewayHosts(gateway: EntryOf<'Gateway'>, namespace: string): readonly string[] {
  const { servers = [] } = gateway.resource.spec as Partial<typeof gateway.resource.spec>;
  return (servers as readonly { readonly hosts?: readonly string[] }[]).flatMap(({ hosts = [] }) => (hosts.includes('*/*') ? ['*'] : hosts)).flatMap((written) => {
    const slash = written.indexOf('/');
    if (slash < 0) return [written];
    const home = written.slice(0, slash);
    return home === '*' || (home === '.' ? namespaceOf(gateway) : home) === namespace ? [written.slice(slash + 1)] : [];
  });
}
