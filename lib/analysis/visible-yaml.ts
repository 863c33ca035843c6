/** A Gateway in the namespace edge, in YAML. */
export const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: edge}
spec: {selector: {istio: edge}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
---`;

/** The pods of that Gateway, in YAML. */
export const pods = (namespace: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: ${namespace}}
spec: {selector: {matchLabels: {istio: edge}}, template: {metadata: {labels: {istio: edge}}, spec: {containers: [{name: istio-proxy, ports: [{containerPort: 80}]}]}}}
---`;

/** Routes for the gateway to a service of another namespace, in YAML. */
export const routes = (more: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec: {hosts: [shop.example.com], gateways: [edge/edge], ${more}, http: [{route: [{destination: {host: cart.cart.svc.cluster.local, port: {number: 80}}}]}]}
---`;
