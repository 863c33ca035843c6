import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import type { Detail, Examples, ResourceMetadata, RuleDoc } from '../core/rule';
import { closest } from '../core/suggest';

const API_SERVER = { severity: 'error', authority: 'api-server' } as const;
const SPEC = 'spec: {egress: [{hosts: ["./*"]}]}';

/** What the API server says about `metadata`, whatever the kind. */
export const metadataRules = {
  name: {
    ...API_SERVER,
    id: 'metadata/name',
    summary: 'Expected a name of at most 253 lower case letters, digits, "-" and "."',
    why: 'The API server refuses the resource: its name is not a DNS subdomain.',
    fix: 'give metadata.name a shorter or plainer name',
    source: [
      'k8s.io/apimachinery/pkg/api/validation/generic.go#NameIsDNSSubdomain',
      'k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateObjectMetaAccessor',
    ],
    good: [`kind: Sidecar\nmetadata: {name: default.v1}\n${SPEC}`],
    bad: [
      { yaml: `kind: Sidecar\nmetadata: {name: Default_1}\n${SPEC}`, at: 'metadata.name' },
      { yaml: `kind: Sidecar\nmetadata: {name: ""}\n${SPEC}`, at: 'metadata.name' },
    ],
  },
  namespace: {
    ...API_SERVER,
    id: 'metadata/namespace',
    summary: 'Expected a namespace of at most 63 lower case letters, digits and "-"',
    why: 'The API server refuses the resource: no namespace can have that name.',
    fix: 'give metadata.namespace, or the chart, the name of a namespace',
    source: [
      'k8s.io/apimachinery/pkg/util/validation/validation.go#IsDNS1123Label',
      'k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateObjectMetaAccessor',
    ],
    good: [`kind: Sidecar\nmetadata: {namespace: shop}\n${SPEC}`],
    bad: [{ yaml: `kind: Sidecar\nmetadata: {namespace: Shop}\n${SPEC}`, at: 'metadata.namespace' }],
  },
  key: {
    ...API_SERVER,
    id: 'metadata/key',
    summary: 'Expected a label or annotation key: up to 63 letters, digits, "-", "_" and ".", with an optional DNS prefix and "/" in front',
    why: 'The API server refuses the resource.',
    fix: 'rename the key',
    source: [
      'k8s.io/apimachinery/pkg/api/validate/content/kube.go#IsLabelKey',
      'k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateAnnotations',
    ],
    good: [`kind: Sidecar\nmetadata: {labels: {app.kubernetes.io/name: shop}}\n${SPEC}`],
    bad: [
      { yaml: `kind: Sidecar\nmetadata: {labels: {"a/b/c": shop}}\n${SPEC}`, at: 'metadata.labels["a/b/c"]' },
      { yaml: `kind: Sidecar\nmetadata: {annotations: {"*": shop}}\n${SPEC}`, at: 'metadata.annotations["*"]' },
    ],
  },
  labelValue: {
    ...API_SERVER,
    id: 'metadata/label-value',
    summary: 'Expected a label value: up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
    why: 'The API server refuses the resource.',
    fix: 'shorten or simplify the value; an annotation can hold any text',
    source: 'k8s.io/apimachinery/pkg/api/validate/content/kube.go#IsLabelValue',
    good: [`kind: Sidecar\nmetadata: {labels: {team: "", tier: a.b_c}}\n${SPEC}`],
    bad: [{ yaml: `kind: Sidecar\nmetadata: {labels: {team: a/b}}\n${SPEC}`, at: 'metadata.labels.team' }],
  },
} as const satisfies Record<string, RuleDoc & Examples>;

const KNOWN = [
  'name', 'generateName', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'uid', 'resourceVersion', 'generation',
  'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink',
];
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const WORD = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

type ReportRule = (rule: RuleDoc, at: Path, detail: Detail) => void;

/** Checks the metadata of an object as the API server does. */
export function checkMetadata(metadata: unknown, report: ReportRule): void {
  if (!isObject(metadata)) {
    if (metadata === undefined) return report(fieldRules.missing, ['metadata'], { message: 'Expected an object, got no "metadata"' });
    return report(fieldRules.wrongType, ['metadata'], { message: `Expected an object, got ${quote(metadata)}` });
  }
  for (const key of Object.keys(metadata)) {
    if (KNOWN.includes(key)) continue;
    const meant = closest(key, KNOWN);
    report(fieldRules.unknown, ['metadata', key], { message: `Unknown field ${quote(key)} in "metadata"`, ...(meant ? { fix: `write ${meant}` } : {}) });
  }
  const { name, namespace, generateName, labels, annotations } = metadata;
  if (name !== undefined || !generateName) checkName(name, 253, SUBDOMAIN, metadataRules.name, 'name', report);
  if (namespace !== undefined && namespace !== '') checkName(namespace, 63, LABEL, metadataRules.namespace, 'namespace', report);
  checkMap(labels, 'labels', report);
  checkMap(annotations, 'annotations', report);
}

/** The metadata as rules may read it: without what is not of the type it should be. */
export function soundMetadata(metadata: unknown): ResourceMetadata {
  const { name, namespace, labels, annotations } = isObject(metadata) ? metadata : {};
  return {
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' ? { namespace } : {}),
    ...(isObject(labels) ? { labels: onlyText(labels) } : {}),
    ...(isObject(annotations) ? { annotations: onlyText(annotations) } : {}),
  };
}

function onlyText(map: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function checkName(name: unknown, max: number, pattern: RegExp, rule: RuleDoc, field: string, report: ReportRule): void {
  const at = ['metadata', field];
  if (name !== undefined && typeof name !== 'string') return report(fieldRules.wrongType, at, { message: `Expected a string, got ${quote(name)}` });
  const reason = !name ? 'it is empty'
    : name.length > max ? `it has ${name.length} characters, at most ${max} are allowed`
      : pattern.test(name) ? undefined : 'only lower case letters, digits and "-" are allowed, with a letter or digit at both ends';
  if (reason !== undefined) report(rule, at, { message: `${rule.summary}, got ${quote(name ?? '')}: ${reason}` });
}

function checkMap(map: unknown, field: 'labels' | 'annotations', report: ReportRule): void {
  if (map === undefined) return;
  if (!isObject(map)) return report(fieldRules.wrongType, ['metadata', field], { message: `Expected a map of strings, got ${quote(map)}` });
  for (const [key, text] of Object.entries(map)) {
    const at = ['metadata', field, key];
    // The API server lowers the case of annotation keys before it looks at them.
    if (!isQualifiedName(field === 'annotations' ? key.toLowerCase() : key)) {
      report(metadataRules.key, at, { message: `Expected a key of letters, digits, "-", "_" and ".", with an optional prefix, got ${quote(key)}` });
    }
    if (typeof text !== 'string') {
      const fix = typeof text === 'number' || typeof text === 'boolean' ? { fix: `write "${text}"` } : {};
      report(fieldRules.wrongType, at, { message: `Expected a string, got ${quote(text)}`, ...fix });
    } else if (field === 'labels' && text !== '' && (text.length > 63 || !WORD.test(text))) {
      report(metadataRules.labelValue, at, {
        message: `Expected a label value, got ${quote(text)}${text.length > 63 ? `: it has ${text.length} characters, at most 63 are allowed` : ''}`,
      });
    }
  }
}

function isQualifiedName(key: string): boolean {
  const [name, prefix, ...more] = key.split('/').reverse() as [string, string?, ...string[]];
  if (more.length > 0 || name.length > 63 || !WORD.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix));
}
