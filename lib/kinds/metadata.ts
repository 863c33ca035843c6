import { quote } from '../core/quote';
import type { Examples, Report, RuleDoc } from '../core/rule';

/** What the API server says about `metadata`, whatever the kind. */
export const metadataRules = {
  name: {
    id: 'metadata/name',
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected a name of at most 253 lower case letters, digits, "-" and "."',
    why: 'The API server refuses the resource: its name is not a DNS subdomain.',
    fix: 'give metadata.name a shorter or plainer name',
    source: 'ENV-011; Kubernetes DNS subdomain names',
    good: ['kind: Sidecar\nmetadata: {name: default.v1}\nspec: {egress: [{hosts: ["./*"]}]}'],
    bad: [{ yaml: 'kind: Sidecar\nmetadata: {name: Default_1}\nspec: {egress: [{hosts: ["./*"]}]}', at: 'metadata.name' }],
  },
  namespace: {
    id: 'metadata/namespace',
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected a namespace of at most 63 lower case letters, digits and "-"',
    why: 'The API server refuses the resource: no namespace can have that name.',
    fix: 'give metadata.namespace, or the chart, the name of a namespace',
    source: 'ENV-011; Kubernetes DNS label names',
    good: ['kind: Sidecar\nmetadata: {namespace: shop}\nspec: {egress: [{hosts: ["./*"]}]}'],
    bad: [{ yaml: 'kind: Sidecar\nmetadata: {namespace: Shop}\nspec: {egress: [{hosts: ["./*"]}]}', at: 'metadata.namespace' }],
  },
} as const satisfies Record<string, RuleDoc & Examples>;

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Checks the name and the namespace of an object. */
export function checkMetadata(
  metadata: { readonly name: string; readonly namespace?: string },
  report: (rule: RuleDoc, ...args: Parameters<Report>) => void,
): void {
  const { name, namespace } = metadata;
  const reason = nameReason(name, 253, SUBDOMAIN);
  if (reason) report(metadataRules.name, ['metadata', 'name'], { message: `Expected a DNS subdomain name, got ${quote(name)}: ${reason}` });
  if (namespace === undefined || namespace === '') return;
  const namespaceReason = nameReason(namespace, 63, LABEL);
  if (namespaceReason) {
    report(metadataRules.namespace, ['metadata', 'namespace'], { message: `Expected a DNS label, got ${quote(namespace)}: ${namespaceReason}` });
  }
}

function nameReason(name: string, max: number, pattern: RegExp): string | undefined {
  if (name.length > max) return `it has ${name.length} characters, at most ${max} are allowed`;
  if (name === '') return 'it is empty';
  return pattern.test(name) ? undefined : 'only lower case letters, digits and "-" are allowed, with a letter or digit at both ends';
}
