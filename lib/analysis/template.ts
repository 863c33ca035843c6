import { containerOf, isInMesh, type ListedContainer } from '../mesh/istioctl/listed-pods';
import { type MeshEntry } from '../mesh/mesh-entry';
import { asLabels, asList, asObject } from '../mesh/unchecked';

/** The pods that a Deployment makes. */
export interface Template {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Without those that run before the others. */
  readonly containers: readonly ListedContainer[];
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The template of a Deployment. */
export function templateOf({ resource: { spec } }: MeshEntry): Template {
  const template = asObject(asObject(spec).template);
  const { labels, annotations } = asObject(template.metadata);
  const pod = asObject(template.spec);
  return { labels: asLabels(labels), annotations: asLabels(annotations), containers: asList(pod.containers).map(containerOf), spec: pod };
}

/** Whether the pods of a template get a sidecar. */
export function isTemplateInMesh(template: Template, byNamespace: boolean | undefined): boolean {
  return isInMesh(template, byNamespace);
}
