import { quote } from '../../core/quote';
import type { Mesh } from '../../mesh/mesh';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const SET = (namespace: string): string => 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: reviews, namespace: shop}\n'
  + `spec: {rules: [{from: [{source: {namespaces: [${namespace}]}}]}]}\n`
  + '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: website, labels: {istio-injection: enabled}}';

/** A policy about clients of a namespace that does not exist. */
export const unknownNamespace: Analyzer = {
  id: 'policies/unknown-namespace',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected namespaces that exist',
  why: 'No client is in such a namespace: a rule that allows admits no client, and one that denies denies nothing.',
  fix: 'write the name of a namespace, or a pattern with a star at one end',
  source: [
    'pkg/config/analysis/analyzers/authz/authorizationpolicies.go#AuthorizationPoliciesAnalyzer.analyzeNamespaceNotFound',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101', 'KIA0101'],
  reads: ['AuthorizationPolicy', 'Namespace'],
  check(mesh, report) {
    const names = new KnownNamespaces(mesh);
    reportOnce(report, mesh.istioctl.all('AuthorizationPolicy').flatMap((on) => (on.resource.spec.rules ?? []).flatMap(({ from = [] }, r) => (
      from.flatMap(({ source }, f) => (['namespaces', 'notNamespaces'] as const).flatMap((field) => ((source as Sources | undefined)?.[field] ?? []).flatMap((name, i) => {
        if (names.match(name)) return [];
        const isPattern = name.includes('*');
        const detail: MeshDetail = { message: `Expected a namespace that exists, got ${quote(name)}`, missing: { kind: 'Namespace', name } };
        // In an open world a pattern may well be for namespaces that were not given.
        if (isPattern && mesh.world === 'open') return [];
        const isThere = mesh.world === 'closed' && !isPattern && mesh.absenceOf(detail.missing!) === undefined;
        return [{
          key: name,
          at: { on, path: ['spec', 'rules', r, 'from', f, 'source', field, i] },
          detail: isThere ? falseAlarm(detail, 'resources are in that namespace') : detail,
        }];
      })))
    ))));
  },
  good: [SET('website'), SET('"web*"')],
  bad: [{ yaml: SET('webiste'), at: [0, 'spec.rules[0].from[0].source.namespaces[0]'] }],
};

interface Sources {
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
}

/** The namespaces that are given as objects. */
class KnownNamespaces {
  readonly #names: readonly string[];
  readonly #lower: ReadonlySet<string>;
  readonly #patterns = new Map<string, boolean>();

  public constructor(mesh: Mesh) {
    this.#names = mesh.istioctl.all('Namespace').map(({ id }) => id.name);
    this.#lower = new Set(this.#names.map((name) => name.toLowerCase()));
  }

  /** A star alone, or at one end, stands for any text. */
  public match(pattern: string): boolean {
    if (!pattern.startsWith('*') && !pattern.endsWith('*')) return this.#lower.has(pattern.toLowerCase());
    const known = this.#patterns.get(pattern);
    if (known !== undefined) return known;
    const found = this.#names.some((name) => (
      pattern === '*' || (pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name.startsWith(pattern.slice(0, -1)))
    ));
    this.#patterns.set(pattern, found);
    return found;
  }
}
