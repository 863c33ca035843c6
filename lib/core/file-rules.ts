import type { RuleDoc } from './rule';

const FILE = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What can be wrong with a file before anything in it can be judged. */
export const fileRules = {
  unreadable: {
    ...FILE,
    id: 'file/unreadable',
    summary: 'Expected a file that can be read',
    why: 'A file that cannot be read is not checked.',
    fix: 'correct the path, or the permissions of the file',
    source: 'docs/input.md#files',
  },
  encoding: {
    ...FILE,
    id: 'file/encoding',
    summary: 'Expected UTF-8',
    why: 'YAML and JSON for a cluster are UTF-8 text; readers would replace other bytes silently, or refuse them.',
    fix: 'save the file as UTF-8',
    source: 'https://yaml.org/spec/1.2.2/#52-character-encodings',
  },
  tooLarge: {
    ...FILE,
    id: 'file/too-large',
    summary: 'Expected at most 32 MiB a file, and 8 million YAML tokens a document',
    why: 'The API server takes objects of up to 3 MB; a file far beyond that is no config, and would exhaust the memory of a pipeline.',
    fix: 'split the file, or leave it out',
    source: 'docs/input.md#files',
  },
  tooDeep: {
    ...FILE,
    id: 'file/too-deep',
    summary: 'Expected at most 200 levels of nesting',
    why: 'No Kubernetes object is that deep, and readers of YAML give up on it.',
    fix: 'look for brackets that are never closed',
    source: 'docs/input.md#files',
  },
  tooManyAliases: {
    ...FILE,
    id: 'file/too-many-aliases',
    summary: 'Expected aliases that repeat little of the document',
    why: 'Aliases of aliases grow a few lines to billions of values; kubectl refuses such a document.',
    fix: 'write the values out',
    source: 'go.yaml.in/yaml/v2/decode.go#allowedAliasRatio',
    good: ['base: &base {a: 1}\nothers: [*base, *base]'],
    bad: [`a: &a [${'1, '.repeat(100)}]\nb: &b [${'*a, '.repeat(100)}]\nc: [${'*b, '.repeat(100)}]`],
  },
  syntax: {
    ...FILE,
    id: 'file/syntax',
    summary: 'Expected YAML or JSON',
    why: 'A document that cannot be parsed cannot be applied, and was not checked.',
    fix: 'correct the text at the mark',
    source: 'https://yaml.org/spec/1.2.2/',
    good: ['host: "a: b"'],
    bad: ['host: a: b', 'hosts: [a, b'],
  },
  template: {
    ...FILE,
    id: 'file/template',
    summary: 'Expected YAML, got a template',
    why: 'The braces of a template stand for text that is not there yet: the file cannot be applied, and what it would say cannot be judged.',
    fix: 'render it first: helm template CHART | cdk8s-istio check -',
    source: 'https://helm.sh/docs/chart_template_guide/getting_started/',
    good: ['# helm template has replaced {{ .Values.host }}\nhost: reviews'],
    bad: ['host: {{ .Values.host }}', '{{- if .Values.mesh }}\nhost: reviews\n{{- end }}'],
  },
  unbuilt: {
    ...FILE,
    id: 'file/unbuilt',
    summary: 'Expected resources, got a source that is built first',
    why: 'A patch, or a text with placeholders, becomes a resource when kustomize, envsubst or Flux builds it: as it stands it cannot be applied, and what it '
      + 'will be cannot be judged.',
    fix: 'build it first: kustomize build FOLDER | cdk8s-istio check -',
    source: 'docs/input.md#sources',
    good: ['# envsubst has replaced ${HOST}\nhost: reviews'],
    bad: ['{host: ${HOST}}'],
  },
  duplicateKey: {
    ...FILE,
    id: 'file/duplicate-key',
    summary: 'Duplicate key',
    why: 'kubectl keeps the last of the values and silently loses the others; a strict reader refuses the document.',
    fix: 'keep one of the two',
    source: ['go.yaml.in/yaml/v2/decode.go#decoder.setMapIndex', 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
    good: ['spec: {host: a}'],
    bad: ['spec: {host: a, host: b}', 'host: a\nspec: {}\nhost: b'],
  },
  changedKey: {
    ...FILE,
    severity: 'warning',
    id: 'file/changed-key',
    summary: 'Expected a key that stays what it is',
    why: 'kubectl reads YAML 1.1, where on and no are booleans, 010 is 8 and 1.10 is 1.1; as a key such a word becomes the text of its value, so a label or a header gets another name.',
    fix: 'put the key into quotes',
    source: 'sigs.k8s.io/yaml/yaml.go#convertToJSONableObject',
    good: ['apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: {"on": x, 8080: x}}'],
    bad: [
      'apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: {on: x}}',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: {1.10: x}}',
    ],
  },
  mergeOrder: {
    ...FILE,
    severity: 'warning',
    id: 'file/merge-order',
    summary: 'Expected one << in an object, before the keys that it also brings',
    why: 'kubectl merges where the << stands: behind a key it overrides that key, and of two the last one wins. Other readers of YAML let the written key win.',
    fix: 'write << once, as the first key of the object',
    source: 'go.yaml.in/yaml/v2/decode.go#decoder.merge',
    good: ['apiVersion: v1\nkind: Service\nmetadata: {name: a}\nbase: &base {port: 1}\nspec: {<<: *base, port: 2}'],
    bad: [
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nbase: &base {port: 1}\nspec: {port: 2, <<: *base}',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nbase: &base {port: 1}\nspec: {<<: *base, <<: *base}',
    ],
  },
  droppedText: {
    ...FILE,
    id: 'file/dropped-text',
    summary: 'Expected --- before each document',
    why: 'kubectl reads one value up to the next ---, and silently drops the text behind it, also behind the ... that ends a document: it is neither applied nor checked.',
    fix: 'put --- on a line before it, or remove it',
    source: ['k8s.io/apimachinery/pkg/util/yaml/decoder.go#YAMLReader.Read', 'go.yaml.in/yaml/v2/yaml.go#unmarshal'],
    good: ['apiVersion: v1\nkind: Service\nmetadata: {name: a}\n...\n---\napiVersion: v1\nkind: Service\nmetadata: {name: b}'],
    bad: ['apiVersion: v1\nkind: Service\nmetadata: {name: a}\n...\napiVersion: v1\nkind: Service\nmetadata: {name: b}'],
  },
  noJson: {
    ...FILE,
    id: 'file/no-json',
    summary: 'Expected values that JSON has: no .nan, no .inf, no list or object as a key',
    why: 'The API server reads JSON, and kubectl cannot convert the document.',
    fix: 'write a finite number, or a plain key',
    source: 'sigs.k8s.io/yaml/yaml.go#convertToJSONableObject',
    good: ['share: 0.5'],
    bad: ['share: .inf', '[a, b]: 1'],
  },
  notAResource: {
    ...FILE,
    authority: 'api-server',
    id: 'file/not-a-resource',
    summary: 'Expected apiVersion and kind beside metadata and spec',
    why: 'kubectl apply refuses an object without a kind, and no rule can check it.',
    fix: 'write apiVersion and kind as text',
    source: 'k8s.io/apimachinery/pkg/runtime/error.go#NewMissingKindErr',
    good: ['apiVersion: v1\nkind: Service\nmetadata: {name: a}'],
    bad: ['kind: Service\nmetadata: {name: a}', 'apiVersion: v1\nmetadata: {name: a}\nspec: {}'],
  },
} as const satisfies Record<string, RuleDoc & { readonly good?: readonly string[]; readonly bad?: readonly string[] }>;

/** Rules about a file whose findings leave nothing unread. */
const READ: ReadonlySet<string> = new Set([
  fileRules.notAResource.id, fileRules.changedKey.id, fileRules.mergeOrder.id, fileRules.droppedText.id,
]);

/** True for a finding about something that was not checked: it could not be read, or a check of it failed. */
export function isUnread(rule: string): boolean {
  return (rule.startsWith('file/') && !READ.has(rule)) || rule.startsWith('internal/');
}
