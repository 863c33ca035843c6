/** A Deployment of the app books with a sidecar, in YAML. */
export const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: books, namespace: shop}
spec: {selector: {matchLabels: {app: books}}, template: {metadata: {labels: {app: books, security.istio.io/tlsMode: istio}}, spec: {containers: [{name: books}]}}}
---`;

/** Its Service with these ports, in YAML. */
export const service = (ports: string): string => `
apiVersion: v1
kind: Service
metadata: {name: books, namespace: shop}
spec: {selector: {app: books}, ports: [${ports}]}
---`;

/** An AuthorizationPolicy for the app, in YAML. */
export const policy = (action: string, rule: string, more = 'selector: {matchLabels: {app: books}}, '): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: books, namespace: shop}
spec: {${more}action: ${action}, rules: [${rule}]}
---`;

/** A PeerAuthentication with a mode, in YAML. */
export const mutualTls = (mode: string, namespace = 'shop'): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: ${namespace}}
spec: {mtls: {mode: ${mode}}}
---`;

/** A RequestAuthentication for the app, in YAML. */
export const tokens = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: books, namespace: shop}
spec: {selector: {matchLabels: {app: books}}, jwtRules: [{issuer: "https://issuer.example.com", jwksUri: "https://issuer.example.com/keys"}]}
---`;
