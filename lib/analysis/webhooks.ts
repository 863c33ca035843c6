import type { Path } from '../core/finding';
import type { Mesh } from '../mesh/mesh';
import type { MeshEntry } from '../mesh/mesh-entry';
import { type LabelTest, labelTest } from '../mesh/label-selector';
import { asList, asObject, asText } from '../mesh/unchecked';

/** A webhook that changes pods when they are created. */
export interface Webhook {
  readonly on: MeshEntry;
  readonly path: Path;
  readonly name: string;
  readonly written: Readonly<Record<string, unknown>>;
  readonly takesNamespace: LabelTest;
  readonly takesObject: LabelTest;
}

/** The webhooks that change objects, Istio's and others. */
export function mutatingWebhooks(mesh: Mesh): readonly Webhook[] {
  return mesh.istioctl.all('MutatingWebhookConfiguration.admissionregistration.k8s.io').flatMap((on) => (
    asList(on.resource.webhooks).map(asObject).map((written, i): Webhook => ({
      on,
      path: ['webhooks', i],
      name: asText(written.name) ?? '',
      written,
      takesNamespace: labelTest(written.namespaceSelector),
      takesObject: labelTest(written.objectSelector),
    }))
  ));
}

/** True for a webhook of Istio's injector, by its name. */
export function isOfIstio({ name }: Webhook): boolean {
  return name.endsWith('istio.io');
}
