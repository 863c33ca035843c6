import { type MeshEntry } from '../mesh/mesh-entry';
import type { Mesh } from '../mesh/mesh';
import { type IstioAnnotation, ISTIO_ANNOTATIONS, isIstioAnnotation } from '../values/istio-annotations';

/** An annotation of Istio's on an object. */
export interface Annotated {
  readonly on: MeshEntry;
  /** The kind, as people name it. */
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  /** Unset for one that Istio does not have. */
  readonly known: IstioAnnotation | undefined;
  readonly hasEffect: boolean;
}

/** Annotations that Istio itself puts on objects. */
const OWN: ReadonlySet<string> = new Set(['sidecar.istio.io/status', 'gateway.istio.io/controller-version', 'istio.io/rev']);

/** The kinds whose annotations are looked at. */
const ANNOTATED_KINDS = ['Deployment.apps', 'Namespace', 'Pod', 'Service'] as const;

/** The annotations of Istio's on Kubernetes objects, without those that Istio writes. */
export function* annotated(mesh: Mesh): Generator<Annotated> {
  for (const kind of ANNOTATED_KINDS) {
    for (const on of mesh.istioctl.all(kind)) {
      const { annotations } = on.resource.metadata;
      if (!annotations) continue;
      for (const [name, value] of Object.entries(annotations)) {
        if (!isIstioAnnotation(name) || OWN.has(name)) continue;
        const known = ISTIO_ANNOTATIONS.get(name);
        const hasEffect = known !== undefined && (known.kinds.length === 0 || known.kinds.includes(on.id.kind));
        yield { on, kind: on.id.kind, name, value, known, hasEffect };
      }
    }
  }
}
