/** A Gateway of the pods of an edge with these servers, in YAML. */
export const gateway = (name: string, ...servers: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: edge}
spec: {selector: {istio: edge}, servers: [${servers.join(', ')}]}
---`;

/** A server that ends TLS for these hosts, in YAML. */
export const server = (hosts: string, number = 443): string => (
  `{port: {number: ${number}, name: https, protocol: HTTPS}, hosts: [${hosts}], tls: {mode: SIMPLE, credentialName: edge}}`
);
