import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allDocumentedRules, citationsOf, citedBy } from '../../docs/citations';
import sources from '../../docs/sources.json';
import fields from '../lib/istio-api/fields.json';
import { anchorsOf, root } from './pages';

// Where a rule says it comes from can be opened, by everybody who has a clone.

const files: Readonly<Record<string, string>> = sources.files;
const kinds = fields.kinds as unknown as Record<string, { fields: Record<string, { cel?: string[] }> }>;
const cited = allDocumentedRules.flatMap((rule) => citationsOf(rule).map((citation) => ({ rule, citation, ...citedBy(citation) })));

test('each rule cites something', () => {
  expect(allDocumentedRules.filter((rule) => citationsOf(rule).length === 0).map(({ id }) => id)).toEqual([]);
});

test('each cited name is declared in its upstream file: npm run sources -- <checkout of istio>', () => {
  const wrong = cited.filter((one) => one.kind === 'name' && !files[one.file]?.split(' ').includes(one.name));
  expect(wrong.map(({ rule, citation }) => `${rule.id}: ${citation}`)).toEqual([]);
  const used = new Set(cited.map((one) => (one.kind === 'name' ? one.file : '')));
  expect(Object.keys(files).filter((file) => !used.has(file))).toEqual([]);
});

test('each cited field is one of the CRDs, and has an expression that the rule answers for', () => {
  const wrong = cited.filter((one) => {
    if (one.kind !== 'field') return false;
    const [, kind, path = ''] = /^(\w+)\.spec(?:\.(.+))?$/.exec(one.field) ?? [];
    const { cel = [] } = kinds[kind ?? '']?.fields[path || '.'] ?? {};
    return !cel.some((expression) => one.rule.cel?.includes(expression));
  });
  expect(wrong.map(({ rule, citation }) => `${rule.id}: ${citation}`)).toEqual([]);
});

test('each cited page and recording is in the repository, pages in the package as well', () => {
  const wrong = cited.filter((one) => one.kind === 'file'
    && !(existsSync(join(root, one.file)) && (one.anchor === undefined || anchorsOf(one.file).includes(one.anchor))));
  expect(wrong.map(({ rule, citation }) => `${rule.id}: ${citation}`)).toEqual([]);
  const { files: packed } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
  expect(packed).toContain('docs/*.md');
});

test('documentation is that of Istio, Kubernetes, Envoy, Go, YAML, Helm, protocol buffers or constructs', () => {
  const hosts = new Set(cited.map((one) => (one.kind === 'page' ? new URL(one.url).host : '')));
  expect([...hosts].filter((host) => !['', 'istio.io', 'kubernetes.io', 'pkg.go.dev', 'yaml.org', 'protobuf.dev', 'github.com', 'helm.sh'].includes(host))).toEqual([]);
});
