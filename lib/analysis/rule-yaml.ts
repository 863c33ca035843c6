/** A DestinationRule of reviews, in YAML. */
export const rule = (namespace: string, spec: string, name = 'reviews', host = 'reviews.shop.svc.cluster.local'): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}}
spec: {host: ${host}, ${spec}}
---`;

/** The Service of reviews, in YAML. */
export const service = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{name: http, port: 80, targetPort: 80}]}
---`;

/** A VirtualService that sends requests to subsets of reviews, half of them to each of two, in YAML. */
export const routesTo = (subsets: readonly string[], namespace = 'shop', more = ''): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: ${namespace}}
spec: {hosts: [reviews.shop.svc.cluster.local], ${more}http: [{route: [${subsets.map((subset) => (
    `{destination: {host: reviews.shop.svc.cluster.local, subset: ${subset}}${subsets.length > 1 ? ', weight: 50' : ''}}`
  )).join(', ')}]}]}
---`;
