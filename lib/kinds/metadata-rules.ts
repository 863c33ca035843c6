import type { Examples, RuleDoc } from '../core/rule';

const API_SERVER = { severity: 'error', authority: 'api-server' } as const;
const SPEC = 'spec: {egress: [{hosts: ["./*"]}]}';

/** What the API server checks in `metadata` of every kind. */
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
  generateName: {
    ...API_SERVER,
    id: 'metadata/generate-name',
    summary: 'Expected the beginning of a name: lower case letters, digits, "-" and ".", at most 253 characters',
    why: 'The API server refuses the resource: the names it would make are no DNS subdomains.',
    fix: 'give metadata.generateName a shorter or plainer beginning, such as reviews-',
    source: 'k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateObjectMetaAccessor',
    good: [`kind: Sidecar\nmetadata: {generateName: reviews-}\n${SPEC}`],
    bad: [{ yaml: `kind: Sidecar\nmetadata: {generateName: Reviews_}\n${SPEC}`, at: 'metadata.generateName' }],
  },
  finalizer: {
    ...API_SERVER,
    id: 'metadata/finalizer',
    summary: 'Expected the name of a finalizer: up to 63 letters, digits, "-", "_" and ".", with an optional DNS prefix and "/" in front',
    why: 'The API server refuses the resource.',
    fix: 'write the name that the controller of the finalizer uses, or remove it',
    source: 'k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateFinalizers',
    good: [`kind: Sidecar\nmetadata: {finalizers: [example.com/cleanup]}\n${SPEC}`],
    bad: [
      { yaml: `kind: Sidecar\nmetadata: {finalizers: ["clean up"]}\n${SPEC}`, at: 'metadata.finalizers[0]' },
      { yaml: `kind: Sidecar\nmetadata: {finalizers: [orphan, foregroundDeletion]}\n${SPEC}`, at: 'metadata.finalizers' },
    ],
  },
  owner: {
    ...API_SERVER,
    id: 'metadata/owner',
    summary: 'Expected an owner with apiVersion, kind, name and uid, and at most one controller',
    why: 'The API server refuses the resource: it could not find the owner whose deletion deletes this object too.',
    fix: 'complete the reference; only the cluster knows the uid, so a manifest mostly leaves ownerReferences out',
    source: 'k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateOwnerReferences',
    good: [`kind: Sidecar\nmetadata: {ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: reviews, uid: 5f0b5c0e}]}\n${SPEC}`],
    bad: [
      { yaml: `kind: Sidecar\nmetadata: {ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: reviews}]}\n${SPEC}`, at: 'metadata.ownerReferences[0].uid' },
      { yaml: `kind: Sidecar\nmetadata: {ownerReferences: [{apiVersion: v1, kind: Event, name: a, uid: b}]}\n${SPEC}`, at: 'metadata.ownerReferences[0]' },
    ],
  },
} as const satisfies Record<string, RuleDoc & Examples>;
