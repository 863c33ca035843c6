/** A host outside of the mesh, in YAML. */
export const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: partner, namespace: shop}
spec: {hosts: [api.partner.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
---`;

/** An egress gateway: its pods, its Service and its Gateway with one server, in YAML. */
export const egressGateway = (server: string, hosts = 'api.partner.com', labels = '{istio: egress}'): string => `
apiVersion: v1
kind: Service
metadata: {name: egress, namespace: egress}
spec: {selector: ${labels}, ports: [{name: https, port: 443, targetPort: 8443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: egress, namespace: egress}
spec: {selector: {matchLabels: ${labels}}, template: {metadata: {labels: ${labels}}, spec: {serviceAccountName: egress, containers: [{name: istio-proxy}]}}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: egress, namespace: egress}
spec: {selector: {istio: egress}, servers: [{${server}, hosts: [${hosts}]}]}
---`;

/** A server that ends mutual TLS of the mesh, in YAML. */
export const MUTUAL = 'port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: ISTIO_MUTUAL}';

/** Routes of the host through the egress gateway, in YAML. */
export const detour = (subset = ''): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: partner, namespace: egress}
spec:
  hosts: [api.partner.com]
  gateways: [mesh, egress]
  http:
    - match: [{gateways: [mesh], port: 80}]
      route: [{destination: {host: egress.egress.svc.cluster.local, ${subset && `subset: ${subset}, `}port: {number: 443}}}]
    - match: [{gateways: [egress/egress], port: 443}]
      route: [{destination: {host: api.partner.com, port: {number: 80}}}]
---`;

/** The policy of clients towards the egress gateway, in YAML. */
export const hop = (tls: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: egress, namespace: egress}
spec: {host: egress.egress.svc.cluster.local, trafficPolicy: {tls: {${tls}}}}
---`;
