/** A VirtualService with matches of TLS connections to a host, each to a destination of its own, in YAML. */
export const tlsRoutes = (host: string, matches: readonly string[], more = ''): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${host.replaceAll('.', '-').replace('*', 'all')}, namespace: shop}
spec: {hosts: ["${host}"], ${more}tls: [${matches.map((match) => (
    `{match: [{${match}}], route: [{destination: {host: ${host.replace('*', 'www')}, port: {number: 443}}}]}`
  )).join(', ')}]}
---`;

/** ServiceEntries for TLS connections to hosts outside of the mesh, in YAML. */
export const tlsEntries = (...hosts: readonly string[]): string => hosts.map((host) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${host.replaceAll('.', '-')}, namespace: shop}
spec: {hosts: [${host}], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 443, name: tls, protocol: TLS}]}
---`).join('');
