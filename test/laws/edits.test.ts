import fc from 'fast-check';
import { check, type Finding, type Path, renderPath } from 'cdk8s-istio';
import { parse, stringify } from 'yaml';
import { valueAt, withEdits } from '../../lib/core/edit';
import { editText } from '../../lib/io/edit/edit-text';
import { readDocuments } from '../../lib/io/documents';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// The edits of a resource remove the findings that have them and make no new error, and in a text they change nothing else.

const RIGHT = [
  'kind: VirtualService\nspec:\n  hosts: [reviews]\n  http:\n  - match:\n    - uri: {prefix: /a}\n      headers: {end-user: {exact: jason}}\n    route:\n'
  + '    - destination:\n        host: reviews\n        subset: v1\n        port: {number: 80}\n      weight: 90\n    timeout: 3s\n'
  + '    retries: {attempts: 2, perTryTimeout: 1s}\n    corsPolicy: {allowMethods: [GET], maxAge: 24h}\n',
  'kind: DestinationRule\nspec:\n  host: reviews\n  trafficPolicy:\n    loadBalancer: {simple: RANDOM}\n    connectionPool:\n      tcp: {maxConnections: 10}\n'
  + '    outlierDetection: {consecutive5xxErrors: 5, interval: 5s}\n  subsets:\n  - name: v1\n    labels: {version: v1}\n',
  'kind: AuthorizationPolicy\nspec:\n  selector:\n    matchLabels: {app: a}\n  action: DENY\n  rules:\n  - from:\n    - source:\n        namespaces: [x]\n'
  + '    to:\n    - operation:\n        methods: [GET]\n        paths: [/a]\n',
  'kind: PeerAuthentication\nspec:\n  selector:\n    matchLabels: {app: a}\n  mtls:\n    mode: STRICT\n',
  'kind: ServiceEntry\nspec:\n  hosts: [a.example.com]\n  location: MESH_EXTERNAL\n  resolution: DNS\n  ports:\n  - number: 443\n    name: tls\n    protocol: TLS\n',
];

function resourceOf(yaml: string): Record<string, unknown> {
  const given = parse(yaml) as { kind: string };
  const group = /Auth/.test(given.kind) ? 'security' : 'networking';
  return { apiVersion: `${group}.istio.io/v1`, metadata: { name: 'a', namespace: 'shop' }, ...given };
}

/** Every field of a value. */
function fieldsOf(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    return [...Array.isArray(value) ? [] : [path], ...fieldsOf(inner, path)];
  });
}

/** A mistake that people make with a field. */
const mistake = fc.record({
  which: fc.nat(),
  how: fc.constantFrom('transposed', 'letter less', 'case', 'snake', 'one level up', 'two levels up', 'one level down', 'text', 'number', 'list', 'no list', 'boolean'),
  at: fc.nat(),
});

type Mistake = typeof mistake extends fc.Arbitrary<infer T> ? T : never;

function broken(resource: unknown, { which, how, at }: Mistake): unknown {
  const fields = fieldsOf((resource as { spec: unknown }).spec, ['spec']);
  if (fields.length === 0) return resource;
  const path = fields[which % fields.length]!;
  const key = String(path[path.length - 1]);
  const value = valueAt(resource, path);
  const i = key.length < 2 ? 0 : at % (key.length - 1);
  const renames: Partial<Record<Mistake['how'], string>> = {
    'transposed': key.slice(0, i) + (key[i + 1] ?? '') + (key[i] ?? '') + key.slice(i + 2),
    'letter less': key.slice(0, i) + key.slice(i + 1),
    'case': key.toUpperCase(),
    'snake': key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  };
  const sets: Partial<Record<Mistake['how'], unknown>> = {
    'text': typeof value === 'object' ? 'x' : String(value),
    'number': typeof value === 'object' ? 3 : Number.parseInt(String(value), 10) || 3,
    'list': [value],
    'no list': Array.isArray(value) ? value[0] : value,
    'boolean': true,
  };
  const to = how === 'one level up' ? [...path.slice(0, -2), key] : how === 'two levels up' ? [...path.slice(0, -3), key]
    : how === 'one level down' ? [...path.slice(0, -1), fieldsOf(valueAt(resource, path.slice(0, -1)))[0]![0]!, key] : undefined;
  const edited = renames[how] !== undefined ? withEdits(resource, [{ path, op: 'rename', to: renames[how] }])
    : to ? (to.length > 1 && typeof to[to.length - 2] !== 'number' ? withEdits(resource, [{ path, op: 'move', to }]) : undefined)
      : withEdits(resource, [{ path, op: 'set', value: sets[how] }]);
  return edited ?? resource;
}

const wrong = fc.tuple(fc.constantFrom(...RIGHT), fc.array(mistake, { minLength: 1, maxLength: 3 }))
  .map(([yaml, mistakes]) => mistakes.reduce(broken, resourceOf(yaml) as unknown));

const keyOf = ({ rule, path }: Finding): string => `${rule} ${renderPath(path)}`;
const found = (resource: unknown): Finding[] => check([resource], { scope: 'admission' });

test('the mistakes are found, and many are corrected', () => {
  const results = fc.sample(wrong, { numRuns: 300, seed: 1 }).map((resource) => found(resource));
  expect(results.filter((findings) => findings.length > 0).length).toBeGreaterThan(200);
  expect(results.filter((findings) => findings.some(({ edits }) => edits)).length).toBeGreaterThan(100);
});

test('edits remove their findings and bring no new error', () => {
  fc.assert(fc.property(wrong, (resource) => {
    const before = found(resource);
    const corrected = before.filter(({ edits }) => edits);
    const after = found(withEdits(resource, corrected.flatMap(({ edits }) => edits!)));
    const errors = (findings: Finding[]): string[] => findings.filter(({ severity }) => severity === 'error').map(keyOf);
    const fixed = new Set(corrected.map(keyOf));
    expect(errors(after).filter((key) => fixed.has(key) || !errors(before).includes(key))).toEqual([]);
  }), { numRuns: 400 });
});

const STYLES = [{}, { collectionStyle: 'flow' as const }, { indentSeq: false }, { indent: 4 }, { defaultStringType: 'QUOTE_DOUBLE' as const }];

test('in a text they make the same resource, and lines of other fields stay', () => {
  fc.assert(fc.property(wrong, fc.constantFrom(...STYLES), fc.boolean(), (resource, style, hasComments) => {
    let text = stringify(resource, style);
    if (hasComments && style.collectionStyle !== 'flow') text = text.replace(/^(\s*)(\S.*)$/gm, '$1$2 # about $2');
    for (const { edits } of found(resource)) {
      if (!edits) continue;
      const [before] = [...readDocuments(text)];
      const edited = editText(text, edits, []);
      if ('reason' in edited) continue;
      expect([...readDocuments(edited.text)].map(({ value }) => value)).toEqual([withEdits(before!.value, edits)]);
      // Whatever the changes do not cover is the same text.
      const kept = edited.changes.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
      const put = [...edited.changes].sort((a, b) => a.start - b.start || a.end - b.end);
      let at = 0;
      let rest = edited.text;
      for (const { start, end, text: inserted } of put) {
        const offset = start - at;
        expect(rest.slice(offset, offset + inserted.length)).toBe(inserted);
        rest = rest.slice(0, offset) + rest.slice(offset + inserted.length);
        at += end - start;
      }
      expect(rest).toBe(kept);
      ({ text } = edited);
    }
  }), { numRuns: 300 });
});
