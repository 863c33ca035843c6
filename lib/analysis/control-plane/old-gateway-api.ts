import { quote } from '../../core/quote';
import type { Analyzer } from '../analyzer';

const VERSION = 'gateway.networking.k8s.io/bundle-version';
const CRD = (version: string): string => `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: tlsroutes.gateway.networking.k8s.io, annotations: {${VERSION}: ${version}}}`;

/** The releases of the Gateway API from which Istio reads a kind. */
const MINIMUM: ReadonlyMap<string, readonly [number, number, number]> = new Map([
  ['grpcroutes.gateway.networking.k8s.io', [1, 1, 0]],
  ['backendtlspolicies.gateway.networking.k8s.io', [1, 4, 0]],
  ['tlsroutes.gateway.networking.k8s.io', [1, 5, 0]],
  ['tcproutes.gateway.networking.k8s.io', [1, 6, 0]],
]);

/** A definition of the Gateway API that is older than what Istio reads. */
export const oldGatewayApi: Analyzer = {
  id: 'control-plane/old-gateway-api',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected definitions of the Gateway API that Istio reads',
  why: 'Istio does not read objects of that kind in that release of the Gateway API: they have no effect.',
  fix: 'install the newer definitions of the Gateway API',
  source: 'pkg/config/analysis/analyzers/k8sgateway/crdversion.go#CRDVersionAnalyzer.Analyze',
  aliases: ['IST0176'],
  reads: ['CustomResourceDefinition.apiextensions.k8s.io'],
  check(mesh, report) {
    for (const on of mesh.istioctl.all('CustomResourceDefinition.apiextensions.k8s.io')) {
      const minimum = MINIMUM.get(on.id.name);
      const written = on.resource.metadata.annotations?.[VERSION];
      const installed = written === undefined ? undefined : versionOf(written);
      if (!minimum || !installed || !isOlder(installed, minimum)) continue;
      report({ on, path: ['metadata', 'annotations', VERSION] }, { message: `Expected ${minimum.join('.')} or later of ${on.id.name}, got ${quote(written)}` });
    }
  },
  good: [CRD('v1.5.0')],
  bad: [{ yaml: CRD('v1.2.1'), at: [0, `metadata.annotations["${VERSION}"]`] }],
};

function versionOf(text: string): readonly number[] | undefined {
  const parts = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.exec(text);
  return parts?.slice(1, 4).map((part) => Number(part ?? 0));
}

function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const at = version.findIndex((part, i) => part !== than[i]);
  return at >= 0 && version[at]! < than[at]!;
}
