import { fieldRules } from '../core/field-rules';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import type { Detail, ResourceMetadata, RuleDoc } from '../core/rule';
import type { SourceText } from '../values/schema-issues';
import { metadataRules } from './metadata-rules';
import { checkOwners, checkManagedFields } from './metadata-entries';
import { decodeMetadata, type ObjectMeta, type ReportRule } from './object-meta';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const WORD = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const ANNOTATION_BYTES = 262_144;

/** Checks the metadata of an object as the API server does, and returns it as rules may read it. */
export function checkMetadata(metadata: unknown, report: ReportRule, sourceText?: SourceText): ResourceMetadata {
  if (!isObject(metadata)) {
    if (metadata === undefined || metadata === null) report(fieldRules.missing, ['metadata'], { message: 'Expected an object, got no "metadata"', fix: 'add metadata: { name: "…" }' });
    else report(fieldRules.wrongType, ['metadata'], { message: `Expected an object, got ${quote(metadata)}`, fix: 'write metadata: { name: "…" }' });
    return { name: '' };
  }
  const decoded = decodeMetadata(metadata, report, sourceText);
  const { name, namespace, generateName, generation = 0, labels, annotations, finalizers } = decoded;
  const isNameUnreadable = name === undefined && metadata.name !== undefined && metadata.name !== null;
  if (!isNameUnreadable && (name || !generateName)) checkName(name, 253, SUBDOMAIN, metadataRules.name, 'name', report);
  if (generateName) checkName(withoutTrailingDash(generateName), 253, SUBDOMAIN, metadataRules.generateName, 'generateName', report, generateName);
  if (namespace) checkName(namespace, 63, LABEL, metadataRules.namespace, 'namespace', report);
  if (generation < 0) report(fieldRules.outOfRange, ['metadata', 'generation'], { message: `Expected a number of at least 0, got ${generation}` });
  if (labels) checkLabels(labels, report);
  if (annotations) checkAnnotations(annotations, report);
  if (finalizers) checkFinalizers(finalizers, report);
  if (decoded.ownerReferences) checkOwners(decoded.ownerReferences, report);
  if (decoded.managedFields) checkManagedFields(decoded.managedFields, report);
  return readable(decoded);
}

/** The metadata as rules may read it: without what is not of the type it should be. */
export function soundMetadata(metadata: unknown): ResourceMetadata {
  return readable(isObject(metadata) ? decodeMetadata(metadata, () => {}) : {});
}

function readable({ name = '', namespace, labels, annotations }: ObjectMeta): ResourceMetadata {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
  };
}

/** The API server completes a beginning before it looks at it, so that a dash may stand at its end. */
function withoutTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}

function checkName(
  name: string | undefined, max: number, pattern: RegExp, rule: RuleDoc, field: string, report: ReportRule, written: string = name ?? '',
): void {
  const reason = !name ? 'it is empty'
    : name.length > max ? `it has ${written.length} characters, at most ${max} are allowed`
      : pattern.test(name) ? undefined : 'only lower case letters, digits and "-" are allowed, with a letter or digit at both ends';
  if (reason !== undefined) report(rule, ['metadata', field], { message: `${rule.summary}, got ${quote(written)}: ${reason}` });
}

function checkLabels(labels: Readonly<Record<string, string>>, report: ReportRule): void {
  for (const key of Object.keys(labels)) {
    const text = labels[key]!;
    if (!isQualifiedName(key)) report(metadataRules.key, ['metadata', 'labels', key], badKey(key));
    if (text === '' || (text.length <= 63 && WORD.test(text))) continue;
    report(metadataRules.labelValue, ['metadata', 'labels', key], {
      message: `Expected a label value, got ${quote(text)}${text.length > 63 ? `: it has ${text.length} characters, at most 63 are allowed` : ''}`,
    });
  }
}

function checkAnnotations(annotations: Readonly<Record<string, string>>, report: ReportRule): void {
  let bytes = 0;
  for (const key of Object.keys(annotations)) {
    // The API server lowers the case of annotation keys before it looks at them.
    if (!isQualifiedName(key.toLowerCase())) report(metadataRules.key, ['metadata', 'annotations', key], badKey(key));
    bytes += Buffer.byteLength(key) + Buffer.byteLength(annotations[key]!);
  }
  if (bytes <= ANNOTATION_BYTES) return;
  report(fieldRules.wrongSize, ['metadata', 'annotations'], {
    message: `Expected at most ${ANNOTATION_BYTES} bytes in all keys and values together, got ${bytes}`,
    fix: 'keep the text elsewhere; of a big resource use kubectl apply --server-side, which writes no annotation with a copy of it',
  });
}

function badKey(key: string): Detail {
  return { message: `Expected a key of letters, digits, "-", "_" and ".", with an optional prefix, got ${quote(key)}` };
}

function checkFinalizers(finalizers: NonNullable<ObjectMeta['finalizers']>, report: ReportRule): void {
  for (const [i, finalizer] of finalizers.entries()) {
    if (finalizer !== undefined && !isQualifiedName(finalizer)) {
      report(metadataRules.finalizer, ['metadata', 'finalizers', i], { message: `Expected the name of a finalizer, got ${quote(finalizer)}` });
    }
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    report(metadataRules.finalizer, ['metadata', 'finalizers'], {
      message: 'Expected one of "orphan" and "foregroundDeletion", got both: the objects that depend on this one either stay or go',
      fix: 'remove one of them',
    });
  }
}

function isQualifiedName(key: string): boolean {
  const [name, prefix, ...more] = key.split('/').reverse() as [string, string?, ...string[]];
  if (more.length > 0 || name.length > 63 || !WORD.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix));
}
