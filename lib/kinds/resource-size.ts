import { jsonBytes, mayBeLonger } from '../core/json-bytes';
import { isObject } from '../core/is-object';
import { resourceSizeRules } from './resource-size-rules';
import type { ReportRule } from './object-meta';

const MANY_BYTES = 200_000;
const ANNOTATION_BYTES = 262_144;
const ETCD_BYTES = 1_572_864;
/** The annotation in which `kubectl apply` keeps a copy that ends with a line end. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration\n'.length;
/** What that copy has where the resource has no annotations. */
const NO_ANNOTATIONS = '"annotations":{},'.length;

/** Checks that a cluster can take a resource, and `kubectl apply` as well. Only one that may be too big is measured. */
export function checkSize(resource: object, report: ReportRule): void {
  if (!mayBeLonger(resource, MANY_BYTES)) return;
  const bytes = jsonBytes(resource, ETCD_BYTES);
  if (bytes > ETCD_BYTES) {
    report(resourceSizeRules.tooLargeToStore, ['spec'], { message: `Expected at most ${ETCD_BYTES} bytes of JSON, got more` });
    return;
  }
  const annotated = bytes + COPY + ownAnnotations(resource as { metadata?: unknown });
  if (annotated > ANNOTATION_BYTES) {
    report(resourceSizeRules.tooLargeToApply, ['spec'], { message: `Expected at most ${ANNOTATION_BYTES} bytes of annotations with the copy that kubectl apply keeps, got ${annotated}` });
  } else if (bytes > MANY_BYTES) {
    report(resourceSizeRules.large, ['spec'], { message: `Expected at most ${MANY_BYTES} bytes of JSON, got ${bytes}; kubectl apply ends at about ${ANNOTATION_BYTES}` });
  }
}

/** The bytes of the annotations that the resource has itself, or of the field for them that kubectl adds. */
function ownAnnotations({ metadata }: { readonly metadata?: unknown }): number {
  const { annotations } = isObject(metadata) ? metadata : {};
  if (!isObject(annotations)) return NO_ANNOTATIONS;
  return Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)), 0);
}
