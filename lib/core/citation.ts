/**
 * Where to look up what a rule rests on, as one text that identifies the place:
 * - `pkg/config/validation/validation.go#ValidateGateway`: a name in a file of Istio; a file of another Go module has the module in front,
 *   as in `k8s.io/apimachinery/pkg/util/validation/validation.go#IsDNS1123Label`, and a method its type, as in `Name.Matches`
 * - `manifests/charts/base/files/crd-all.gen.yaml#Sidecar.spec.egress[]`: a field of Istio's CRDs, with its CEL expressions
 * - `https://istio.io/…`: a page of documentation
 * - `docs/compose.md#claims`: a page of this package
 * - `test/traffic/recorded/canary.yaml`: what the real istiod and a real Envoy did
 */
export type Citation =
  | `${string}.go#${string}`
  | `${string}.proto#${string}`
  | `${typeof CRDS}#${string}`
  | `https://${string}`
  | `docs/${string}.md${string}`
  | `test/${string}`;

/** Istio's custom resource definitions. */
export const CRDS = 'manifests/charts/base/files/crd-all.gen.yaml';
