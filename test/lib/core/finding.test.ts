import { ConfigError, renderFinding } from '../../../lib/core/config-error';
import { type Finding, parsePath, type Path, type RelatedResource, renderPath, renderResource, renderSubject } from '../../../lib/core/finding';
import { finding, type RuleDoc } from '../../../lib/core/rule';

test.each<[Path, string]>([
  [[], ''],
  [['spec'], 'spec'],
  [['spec', 'http', 0, 'match', 1, 'uri'], 'spec.http[0].match[1].uri'],
  [['headers', 'end-user'], 'headers.end-user'],
  [['labels', 'app.kubernetes.io/name'], 'labels["app.kubernetes.io/name"]'],
  [['a', ''], 'a[""]'],
  [['a', '1'], 'a["1"]'],
  [['a', 'say "hi"'], 'a["say \\"hi\\""]'],
  [['$ref', '_x'], '$ref._x'],
  [[0, 'a'], '[0].a'],
])('%j reads %s', (path, text) => {
  expect(renderPath(path)).toBe(text);
  expect(parsePath(text)).toEqual(path);
});

test.each(['spec.', '.spec', 'spec..http', 'spec[', 'spec[x]', "spec['a']", 'spec[0]http', 'spec[-1]', 'a b'])('%s is no path', (text) => {
  expect(() => parsePath(text)).toThrow(new RangeError(`Expected a path such as spec.http[0].headers["end-user"], got ${JSON.stringify(text)}`));
});

const reviews = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'reviews' };
const homeless = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', name: 'edge' };
const rule: RuleDoc = {
  id: 'sidecar/example', severity: 'warning', authority: 'istiod', summary: 'Expected something', why: 'Because.', fix: 'write something', source: 'docs/compose.md',
};

test.each([[reviews, 'VirtualService shop/reviews'], [homeless, 'Gateway edge']])('%j reads %s', (resource, text) => {
  expect(renderResource(resource)).toBe(text);
});

const inText = { file: 'mesh/shop.yaml', line: 3, column: 5 };

test.each<[RelatedResource & Pick<Finding, 'file'>, string]>([
  [{ resource: reviews, path: ['spec', 'http', 0], construct: 'shop/reviews', source: inText }, 'VirtualService shop/reviews spec.http[0]'],
  [{ construct: 'shop/canary', source: inText }, 'Construct shop/canary'],
  [{ construct: 'shop/canary', path: ['weight'] }, 'Construct shop/canary weight'],
  [{ source: inText }, 'mesh/shop.yaml'],
  [{ source: inText, path: ['severities', 'field/unknown'] }, 'mesh/shop.yaml severities["field/unknown"]'],
  [{ file: 'mesh/shop.yaml' }, 'mesh/shop.yaml'],
  [{ path: ['acknowledge', 0] }, 'option acknowledge[0]'],
])('%j is about %s', (about, text) => {
  expect(renderSubject(about)).toBe(text);
});

const plain: Finding = finding(rule, reviews, ['spec'], { message: 'Expected a, got b' });

test.each<[string, Finding, Finding]>([
  ['takes the words of its rule', plain, {
    rule: 'sidecar/example', severity: 'warning', authority: 'istiod', message: 'Expected a, got b', fix: 'write something', resource: reviews, path: ['spec'],
  }],
  ['takes a better fix, and what else is told', finding({ ...rule, aliases: ['IST0101'] }, reviews, [], { message: 'm', fix: 'write a', related: [{ resource: homeless }] }), {
    rule: 'sidecar/example', severity: 'warning', authority: 'istiod', message: 'm', fix: 'write a', aliases: ['IST0101'], resource: reviews, path: [],
    related: [{ resource: homeless }],
  }],
])('a finding %s', (_, found, expected) => {
  expect(found).toStrictEqual(expected);
});

const HEAD = ['warning sidecar/example', '  VirtualService shop/reviews spec', '  Expected a, got b'];
const FIX = '  fix: write something';
const source = { file: 'main.ts', line: 3, column: 7 };
const rows: [string, Partial<Finding>, string[]][] = [
  ['what and where', {}, [...HEAD, FIX]],
  ['no fix when there is none', { fix: undefined }, HEAD],
  ['the whole resource', { path: [] }, [HEAD[0]!, '  VirtualService shop/reviews', HEAD[2]!, FIX]],
  ['who made it', { construct: 'shop/reviews', source }, [...HEAD, '  made by shop/reviews (main.ts:3:7)', FIX]],
  ['the construct alone', { construct: 'shop/reviews' }, [...HEAD, '  made by shop/reviews', FIX]],
  ['a construct that it is about, once', { resource: undefined, path: [], construct: 'shop/reviews', source }, [HEAD[0]!, '  Construct shop/reviews', HEAD[2]!, '  at main.ts:3:7', FIX]],
  ['the line alone', { source }, [...HEAD, '  at main.ts:3:7', FIX]],
  ['the other side', { related: [{ resource: homeless, path: ['spec', 'servers', 0], construct: 'edge', source }, { resource: homeless }] },
    [...HEAD, '  see also Gateway edge spec.servers[0], made by edge (main.ts:3:7)', '  see also Gateway edge', FIX]],
];

test.each(rows)('the text of a finding says %s', (_, more, lines) => {
  expect(renderFinding({ ...plain, ...more } as Finding)).toBe(lines.join('\n'));
});

test.each([
  [[{ ...plain, severity: 'error' as const }, plain], '1 error in the Istio config\n\n'],
  [[{ ...plain, severity: 'error' as const }, { ...plain, severity: 'error' as const }], '2 errors in the Istio config\n\n'],
])('a ConfigError counts its errors, lists everything, and shows no frames of this package', (findings, head) => {
  const error = new ConfigError(findings);
  expect(error.message).toBe(head + findings.map(renderFinding).join('\n\n'));
  expect(error.stack).toBe(`ConfigError: ${error.message}`);
  expect(error.findings).toBe(findings);
  expect(error.name).toBe('ConfigError');
});

test('the words of a finding can be shown and are short, whatever a rule puts into them', () => {
  const { message, fix } = finding(rule, reviews, ['spec'], { message: `got \x1b[2J\u202e${'a'.repeat(2_000)}`, fix: 'write \n' });
  expect(message).toMatch(/^got \\u001b\[2J\\u202ea+… \(2009 characters\)$/);
  expect(fix).toBe('write \\n');
});
