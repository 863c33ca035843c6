import { defineValue } from '../core/value-rule';
import { isDnsLabel, isPartialWildcard, wildcardHost } from './host-name';
import { isIp } from './ip';

/** A host with the namespace it is in, as Gateways and Sidecars write it: `namespace/host`. */
export interface NamespacedHost {
  /** What stands before the first slash; absent when there is none. */
  readonly namespace?: string;
  /** What stands after it. */
  readonly host: string;
}

/** The two parts of `namespace/host`. */
export function splitNamespacedHost(text: string): NamespacedHost {
  const slash = text.indexOf('/');
  return slash < 0 ? { host: text } : { namespace: text.slice(0, slash), host: text.slice(slash + 1) };
}

function hostProblem(host: string): string | undefined {
  if (host === '') return 'it is empty';
  if (host !== '*' && !host.includes('.')) return 'a short name is not allowed here, write the full host name';
  if (isPartialWildcard(host)) return 'a star stands for a whole label: *.example.com';
  return wildcardHost.test(host);
}

function halvesProblem({ namespace, host }: NamespacedHost): string | undefined {
  if (namespace === '') return 'the namespace before the slash is missing';
  return host === '' && namespace !== undefined ? 'the host after the slash is missing' : undefined;
}

function isNamespaceOrAll(text: string): boolean {
  return text === '*' || text === '.' || isDnsLabel(text);
}

/** A host of a Gateway's server. An IP address passes when its text has a dot. */
export const gatewayHost = defineValue({
  id: 'value/gateway-host',
  severity: 'error',
  authority: 'istiod',
  summary: 'A host of a Gateway is a full name, perhaps with the namespace of the routes that may use it',
  why: 'istiod refuses the resource.',
  fix: 'write shop.example.com, *.example.com, * or namespace/host',
  source: [
    'pkg/config/validation/agent/validation.go#ValidateNamespaceSlashWildcardHostname',
    'pkg/config/validation/agent/validation.go#validateSidecarOrGatewayHostnamePart',
  ],
  expected: 'a host such as shop.example.com, *.example.com or namespace/host',
  test(text) {
    const parts = splitNamespacedHost(text);
    const halves = halvesProblem(parts);
    if (halves !== undefined) return halves;
    if (parts.namespace !== undefined && !isNamespaceOrAll(parts.namespace)) return 'what stands before the slash is no namespace, . or *';
    return parts.host.includes('.') && isIp(parts.host) ? undefined : hostProblem(parts.host);
  },
  good: ['*', '*.example.com', 'shop.example.com', 'shop/*.example.com', './a.com', '*/*', '10.0.0.1', '::ffff:10.0.0.1'],
  bad: ['', 'shop', '*foo.com', '/a.com', 'shop/', '~/a.com', 'a_b/a.com', '::1', 'a.com/b', 'shop/a.com/'],
});

/** A host that a Sidecar lets its workloads reach. */
export const sidecarHost = defineValue({
  id: 'value/sidecar-host',
  severity: 'error',
  authority: 'istiod',
  summary: 'A host of a Sidecar is a namespace and a full name',
  why: 'istiod refuses the resource.',
  fix: 'write namespace/host, such as ./*, shop/reviews.shop.svc.cluster.local or ~/* for nothing',
  source: [
    'pkg/config/validation/agent/validation.go#ValidateNamespaceSlashWildcardHostname',
    'pkg/config/validation/agent/validation.go#validateSidecarOrGatewayHostnamePart',
  ],
  expected: 'namespace/host, such as ./* or istio-system/*',
  test(text) {
    const parts = splitNamespacedHost(text);
    if (parts.namespace === undefined) return 'the namespace and the slash are missing, write ./ for the same namespace or */ for all';
    const halves = halvesProblem(parts);
    if (halves !== undefined) return halves;
    const namespace = parts.namespace.replace(/^~/, '');
    if (namespace !== '' && !isNamespaceOrAll(namespace)) return 'what stands before the slash is no namespace, ., * or ~';
    return hostProblem(parts.host);
  },
  correct: (text) => (text === '*' ? '*/*' : undefined),
  good: ['./*', '*/*', 'shop/reviews.shop.svc.cluster.local', '~/*', '~shop/*.example.com', '~./a.com', 'shop/*.svc'],
  bad: ['', '*', 'a.com', 'shop/reviews', '/a.com', 'shop/', '~~/a.com', 'shop/*foo.com', 'shop/10.0.0.1', 'a_b/*'],
});
