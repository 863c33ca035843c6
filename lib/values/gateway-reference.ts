import { quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { fqdn, isDnsLabel } from './host-name';

/** The gateway that stands for all sidecars. */
export const MESH_GATEWAY = 'mesh';

/** True for the old form of a gateway in another namespace, `name.namespace`, which Istio reads with a warning. */
export function isDottedGateway(entry: string): boolean {
  return !entry.includes('/') && entry.includes('.');
}

/** The new form of an old reference: `name.namespace` is `namespace/name`. */
export function slashedGateway(entry: string): string {
  const [name = '', namespace = ''] = entry.split('.');
  return `${namespace}/${name}`;
}

/** One entry of a list of gateways: `mesh`, a name of the same namespace, or `namespace/name`. */
export const gatewayReference = defineValue({
  id: 'value/gateway-reference',
  severity: 'error',
  authority: 'istiod',
  summary: 'A gateway is named by name, or by namespace and name',
  why: 'istiod refuses the resource.',
  fix: 'write the name of a Gateway, namespace/name, or mesh',
  source: 'pkg/config/validation/validation.go#validateGatewayNames',
  expected: 'a gateway: name, namespace/name or mesh',
  test(entry) {
    const slash = entry.indexOf('/');
    if (slash < 0) return fqdn.test(entry);
    const namespace = entry.slice(0, slash);
    const name = entry.slice(slash + 1);
    if (namespace === '') return 'the namespace before the slash is missing';
    if (name === '') return 'the name after the slash is missing';
    if (namespace === '.') return `in the same namespace the name stands alone, write ${quote(name)}`;
    if (!isDnsLabel(namespace)) return 'what stands before the slash is no namespace';
    return isDnsLabel(name) ? undefined : 'what stands after the slash is no name of a Gateway';
  },
  correct: (entry) => (entry.startsWith('./') && isDnsLabel(entry.slice(2)) ? entry.slice(2) : undefined),
  good: ['mesh', 'edge', 'istio-ingress/edge', 'edge.istio-ingress.svc.cluster.local'],
  bad: ['', '/', '/edge', 'shop/', './edge', '*/edge', 'shop/*', 'a/b/c', '*', 'a_b', '1.2'],
});
