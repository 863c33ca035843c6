import { quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { isIp } from './ip';

const LABEL = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const LABEL_LENGTH = 63;
const NAME_LENGTH = 255;
const INT64_MAX = 2n ** 63n - 1n;

/** What is wrong with one label of a name, as Istio reads it: the letters of a DNS label in either case. */
function labelProblem(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (text.length > LABEL_LENGTH) return `${quote(text)} is longer than ${LABEL_LENGTH} characters`;
  if (LABEL.test(text)) return undefined;
  const other = /[^a-zA-Z0-9-]/u.exec(text);
  return other ? `${quote(other[0])} is no letter, digit or hyphen` : `${quote(text)} starts or ends with a hyphen`;
}

/** Labels with dots between them; a dot at the end is fine, a number at the end is not: that would be an IP address. */
function labelsProblem(text: string): string | undefined {
  const labels = text.split('.');
  const last = labels[labels.length - 1]!;
  if (/^[0-9]+$/.test(last) && BigInt(last) <= INT64_MAX) return 'it ends in a number, as an IP address does';
  if (last === '') labels.pop();
  for (const label of labels) {
    const problem = label === '' ? 'a label between two dots is empty' : labelProblem(label);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function wildcardProblem(text: string): string | undefined {
  const dot = text.indexOf('.');
  const first = dot < 0 ? text : text.slice(0, dot);
  if (first === '') return 'the first label is empty';
  if (first.length > LABEL_LENGTH) return `${quote(first)} is longer than ${LABEL_LENGTH} characters`;
  // A star stands alone, before a label, or before a hyphen and a label.
  const problem = first === '*' ? undefined : labelProblem(first.replace(/^\*-?(?=.)/, ''));
  if (problem !== undefined) return first.lastIndexOf('*') > 0 ? 'a star stands only at the very start' : problem;
  return dot < 0 || dot === text.length - 1 ? undefined : labelsProblem(text.slice(dot + 1));
}

function nameProblem(text: string, grammar: (text: string) => string | undefined): string | undefined {
  if (text === '') return 'it is empty';
  if (text.length > NAME_LENGTH) return `it is longer than ${NAME_LENGTH} characters`;
  const problem = grammar(text);
  if (problem === undefined) return undefined;
  if (isIp(text)) return 'it is an IP address';
  if (text.includes('://')) return 'a host has no scheme, write the name alone';
  if (/:[0-9]+$/.test(text)) return 'a host has no port, write the name alone';
  return problem;
}

/** The name in a URL, or before a port. */
function nameIn(text: string, grammar: (text: string) => string | undefined): string | undefined {
  const [, name] = (text.length <= NAME_LENGTH && /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/:@]+)(?::[0-9]+)?(?:\/.*)?$/i.exec(text)) || [];
  return name === undefined || name === text || nameProblem(name, grammar) !== undefined ? undefined : name;
}

/** True for 1 to 63 letters, digits and hyphens, with no hyphen at either end. */
export function isDnsLabel(text: string): boolean {
  return labelProblem(text) === undefined;
}

/** True for a name without a wildcard; one label is enough. */
export function isFqdn(text: string): boolean {
  return nameProblem(text, labelsProblem) === undefined;
}

/** True for a name, or one whose first label is or starts with a star. */
export function isWildcardHost(text: string): boolean {
  return nameProblem(text, wildcardProblem) === undefined;
}

/** True for a star that is not a whole label: `*foo.com`, `*-foo.com`. */
export function isPartialWildcard(host: string): boolean {
  return host.length > 1 && host.includes('*') && !host.startsWith('*.');
}

/** True for a name that Istio completes with the namespace of the resource it stands in. */
export function isShortName(host: string): boolean {
  return host !== '' && host !== '*' && !host.includes('.') && !isIp(host);
}

/** True for a name that only a Service of Kubernetes has: a short one, or one with `.svc` behind its namespace. */
export function isKubernetesName(host: string): boolean {
  return isShortName(host) || /^[^.]+\.[^.]+\.svc(?:\.|$)/i.test(host);
}

/** The full name of a Kubernetes service; what has a dot, is `*` or is an address is full already. */
export function qualifyHost(host: string, namespace: string, clusterDomain = 'cluster.local'): string {
  return isShortName(host) ? `${host}.${namespace}.svc.${clusterDomain}` : host;
}

const NAME = { severity: 'error', authority: 'istiod', why: 'istiod refuses the resource.' } as const;

/** One label: the name of a subset, port or namespace. */
export const dnsLabel = defineValue({
  ...NAME,
  id: 'value/dns-label',
  summary: 'A name is a DNS label',
  fix: 'use 1 to 63 letters, digits and hyphens, with no hyphen at either end',
  source: 'pkg/config/labels/instance.go#IsDNS1123Label',
  expected: 'a name of letters, digits and hyphens',
  test: labelProblem,
  good: ['v1', 'a', 'HTTP-1', '1', 'a'.repeat(63)],
  bad: ['', '-a', 'a-', 'a.b', 'a_b', 'a b', 'é', 'a'.repeat(64)],
});

/** A host name without a wildcard. */
export const fqdn = defineValue({
  ...NAME,
  id: 'value/fqdn',
  summary: 'A host is a DNS name without a wildcard',
  fix: 'write the name alone: no wildcard, scheme, port or address',
  source: ['pkg/config/validation/agent/validation.go#ValidateFQDN', 'pkg/config/validation/agent/validation.go#ValidateDNS1123Labels'],
  expected: 'a host name',
  test: (text) => nameProblem(text, labelsProblem),
  correct: (text) => nameIn(text, labelsProblem),
  good: ['reviews', 'reviews.shop.svc.cluster.local', 'example.com.', '1.2.3.4.', 'a.99999999999999999999'],
  bad: ['', '.', '123', '1.2.3.4', '*.example.com', 'a..b', 'a_b.com', 'http://a.com', 'a.com:80', `${'a.'.repeat(128)}a`],
});

/** A host name; its first label may be or start with a star. */
export const wildcardHost = defineValue({
  ...NAME,
  id: 'value/wildcard-host',
  summary: 'A host is a DNS name, with a star only at its start',
  fix: 'write a name such as reviews.shop.svc.cluster.local, *.example.com or *',
  source: ['pkg/config/validation/agent/validation.go#ValidateWildcardDomain', 'pkg/config/validation/agent/validation.go#ValidateDNS1123Labels'],
  expected: 'a host name, perhaps with a star at its start',
  test: (text) => nameProblem(text, wildcardProblem),
  correct: (text) => nameIn(text, wildcardProblem),
  good: ['*', '*.example.com', '*foo.com', '*-foo.com', 'reviews', '123', 'foo.', '*.'],
  bad: ['', '*-', '**', 'foo*.com', 'a.*.com', '*.123', '1.2.3.4', '::1', 'a..b', 'a b.com', '.com', `*${'a'.repeat(63)}.com`],
});
