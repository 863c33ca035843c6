import type { z } from 'zod';

/** What stands for a field that Istio does not have, or has no more. */
export interface FormerField {
  readonly fix: string;
  /** Its place in the same object. */
  readonly to?: readonly string[];
  /** True where the value means the same there. */
  readonly isSame?: true;
  /** True where Istio does by itself what the field once asked for. */
  readonly isGone?: true;
}

/** Fields of former releases, of other APIs and of common habit: what the object has in their place. The first one that it has counts. */
const FORMER: Readonly<Record<string, readonly (FormerField & { readonly needs: string })[]>> = {
  appendHeaders: [{ needs: 'headers', fix: 'move it to headers.request.add', to: ['headers', 'request', 'add'], isSame: true }],
  appendRequestHeaders: [{ needs: 'headers', fix: 'move it to headers.request.add', to: ['headers', 'request', 'add'], isSame: true }],
  removeRequestHeaders: [{ needs: 'headers', fix: 'move it to headers.request.remove', to: ['headers', 'request', 'remove'], isSame: true }],
  appendResponseHeaders: [{ needs: 'headers', fix: 'move it to headers.response.add', to: ['headers', 'response', 'add'], isSame: true }],
  removeResponseHeaders: [{ needs: 'headers', fix: 'move it to headers.response.remove', to: ['headers', 'response', 'remove'], isSame: true }],
  websocketUpgrade: [{ needs: 'route', fix: 'remove it: proxies take WebSockets without it', isGone: true }],
  matchLabels: [{ needs: 'labels', fix: 'write labels', to: ['labels'], isSame: true }],
  labels: [{ needs: 'matchLabels', fix: 'write matchLabels', to: ['matchLabels'], isSame: true }],
  mtls: [{ needs: 'tls', fix: 'write tls, with the mode ISTIO_MUTUAL' }],
  path: [{ needs: 'uri', fix: 'write uri', to: ['uri'] }, { needs: 'paths', fix: 'write paths, a list', to: ['paths'] }],
  status: [{ needs: 'redirectCode', fix: 'write redirectCode', to: ['redirectCode'] }, { needs: 'httpStatus', fix: 'write httpStatus', to: ['httpStatus'] }],
  statusCode: [
    { needs: 'redirectCode', fix: 'write redirectCode', to: ['redirectCode'] },
    { needs: 'status', fix: 'write status', to: ['status'] },
    { needs: 'httpStatus', fix: 'write httpStatus', to: ['httpStatus'] },
  ],
  host: [{ needs: 'authority', fix: 'write authority', to: ['authority'] }],
  hostname: [{ needs: 'host', fix: 'write host', to: ['host'] }, { needs: 'authority', fix: 'write authority', to: ['authority'] }],
  service: [{ needs: 'host', fix: 'write host', to: ['host'] }],
  backendRefs: [{ needs: 'route', fix: 'write route, with a destination for each backend', to: ['route'] }],
  numRetries: [{ needs: 'attempts', fix: 'write attempts', to: ['attempts'] }],
  retries: [{ needs: 'attempts', fix: 'write attempts', to: ['attempts'] }],
  origins: [
    { needs: 'allowOrigins', fix: 'write allowOrigins', to: ['allowOrigins'] },
    { needs: 'mtls', fix: 'write a RequestAuthentication with a jwtRule for each origin' },
  ],
  allowedOrigins: [{ needs: 'allowOrigins', fix: 'write allowOrigins', to: ['allowOrigins'] }],
  allowedMethods: [{ needs: 'allowMethods', fix: 'write allowMethods', to: ['allowMethods'] }],
  allowedHeaders: [{ needs: 'allowHeaders', fix: 'write allowHeaders', to: ['allowHeaders'] }],
  peers: [{ needs: 'mtls', fix: 'write mtls, with the mode STRICT or PERMISSIVE' }],
  targets: [{ needs: 'selector', fix: 'write selector, with matchLabels of the pods' }],
  constraints: [{ needs: 'when', fix: 'write when, with a key and values for each constraint' }],
  consecutiveGatewayFailure: [{ needs: 'consecutiveGatewayErrors', fix: 'write consecutiveGatewayErrors', to: ['consecutiveGatewayErrors'], isSame: true }],
  caCert: [{ needs: 'caCertificates', fix: 'write caCertificates', to: ['caCertificates'] }],
  duration: [{ needs: 'fixedDelay', fix: 'write fixedDelay', to: ['fixedDelay'] }],
  time: [{ needs: 'fixedDelay', fix: 'write fixedDelay', to: ['fixedDelay'] }],
  percent: [{ needs: 'percentage', fix: 'write percentage', to: ['percentage'] }],
  cors: [{ needs: 'corsPolicy', fix: 'write corsPolicy', to: ['corsPolicy'], isSame: true }],
  perTry: [{ needs: 'perTryTimeout', fix: 'write perTryTimeout', to: ['perTryTimeout'], isSame: true }],
  forwardTo: [{ needs: 'defaultEndpoint', fix: 'write defaultEndpoint', to: ['defaultEndpoint'], isSame: true }],
  outbound: [{ needs: 'outboundTrafficPolicy', fix: 'write outboundTrafficPolicy', to: ['outboundTrafficPolicy'], isSame: true }],
  ports: [{ needs: 'portLevelMtls', fix: 'write portLevelMtls, with the number and the mode of each port', to: ['portLevelMtls'] }],
  prefix: [{ needs: 'uriRegexRewrite', fix: 'write uri, which takes the place of the prefix that the route matches', to: ['uri'] }],
  regex: [{ needs: 'uriRegexRewrite', fix: 'write uriRegexRewrite, with match and rewrite', to: ['uriRegexRewrite'] }],
  secretName: [{ needs: 'credentialName', fix: 'write credentialName', to: ['credentialName'], isSame: true }],
  certificate: [{ needs: 'credentialName', fix: 'write credentialName for a Secret, or serverCertificate and privateKey for files' }],
  workload: [{ needs: 'servers', fix: "write selector, with the labels of the gateway's pods", to: ['selector'] }],
};

/** What the object has in place of a field that it does not have, or has no more. */
export function formerField(key: string, shape: Readonly<Record<string, z.ZodType>>): FormerField | undefined {
  const known = Object.hasOwn(FORMER, key) ? FORMER[key]! : [];
  return known.find(({ needs }) => Object.hasOwn(shape, needs));
}
