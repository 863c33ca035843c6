import { BAD, folderOf, GOOD, NOTED, run, WARNED } from '../../../support/command';

/** An element of an XML text. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

// What XML 1.0 has no place for, as a character or escaped.
const NO_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const ATTRIBUTE = /\s+([\w-]+)="([^"<]*)"/y;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

function unescaped(text: string): string {
  return text.replace(/&[^;\s]*;?/g, (entity) => {
    if (ENTITIES[entity] === undefined) throw new Error(`no entity: ${entity}`);
    return ENTITIES[entity];
  });
}

/** Reads XML strictly; throws for what is none. */
function parseXml(xml: string): Element {
  if (NO_XML.test(xml)) throw new Error('a character that XML does not have');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  if (body === xml) throw new Error('no declaration');
  for (const [, close, name, rest, empty, text] of body.matchAll(/<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|</g)) {
    const parent = open.at(-1)!;
    if (text !== undefined) parent.text += unescaped(text);
    else if (name === undefined) throw new Error('a < that begins no tag');
    else if (close) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element: Element = { name, attributes: attributesOf(rest!), children: [], text: '' };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') throw new Error('expected one whole element');
  return root.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const found: [string, string][] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match; match = ATTRIBUTE.exec(text)) found.push([match[1]!, unescaped(match[2]!)]);
  if (new Set(found.map(([name]) => name)).size < found.length) throw new Error('an attribute twice');
  return Object.fromEntries(found);
}

test.each(['<a b="1" b="2"/>', '<a>', '<a></b>', '<a>&nbsp;</a>', '<a>&</a>', '<a b="<"/>', '<a>\x07</a>', '<a/><b/>', '<a>\uFFFF</a>'])('%j is no XML', (text) => {
  expect(() => parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)).toThrow(/^(?:no|an?|expected|<\/b>) /);
});

async function junit(files: Record<string, string>, args: readonly string[] = []): Promise<Element> {
  const root = parseXml((await run(folderOf(files), ['check', '.', '-o', 'junit', ...args])).stdout);
  expectCounts(root);
  return root;
}

/** The names, nesting and counts that readers of JUnit rely on. */
function expectCounts(root: Element): void {
  const cases = root.children.flatMap(({ children }) => children);
  const count = (within: Element[], result: string): number => within.filter(({ children }) => children[0]?.name === result).length;
  const names = [[root], root.children, cases].map((elements) => [...new Set(elements.map(({ name }) => name))]);
  expect(names).toEqual([['testsuites'], ['testsuite'], ['testcase']]);
  for (const { attributes, children } of [{ ...root, children: cases }, ...root.children]) {
    const { tests, failures, errors, skipped } = attributes;
    expect([tests, failures, errors]).toEqual([children.length, count(children, 'failure'), count(children, 'error')].map(String));
    if (skipped !== undefined) expect(skipped).toBe(String(count(children, 'skipped')));
    expect(attributes.name).toBeTruthy();
  }
  for (const { attributes, children } of cases) {
    expect(Object.keys(attributes)).toEqual(['name', 'classname']);
    expect(children.length).toBeLessThan(2);
  }
}

const results = (root: Element): (readonly [string, string, string])[] => root.children.flatMap(({ attributes: { name }, children }) => (
  children.map((testcase) => [name!, testcase.attributes.classname!, testcase.children[0]?.name ?? 'passed'] as const)
));

test('a suite for each file, a test for each finding, which fails where the command does', async () => {
  const acknowledged = WARNED.replace('namespace: shop', 'annotations: {cdk8s-istio/acknowledge: "service-entry/selector-selects-all: known <here>"}');
  const files = { 'a.yaml': `${BAD}---\n${WARNED}---\n${NOTED}`, 'b.yaml': acknowledged, 'c.yaml': 'a: [', 'd.yaml': GOOD.replaceAll('reviews', 'ratings') };
  const root = await junit(files);
  expect(results(root)).toEqual([
    ['a.yaml', 'value/duration', 'failure'],
    ['a.yaml', 'service-entry/selector-selects-all', 'system-out'],
    ['a.yaml', 'suppression/overlooked-code', 'system-out'],
    ['c.yaml', 'file/syntax', 'error'],
    ['b.yaml', 'service-entry/selector-selects-all', 'skipped'],
  ]);
  const [{ attributes, children: [failure] }] = root.children[0]!.children as [Element];
  expect(attributes.name).toBe('VirtualService shop/reviews spec.http[0].timeout (a.yaml:8:7)');
  expect(failure).toMatchObject({
    attributes: { type: 'error', message: expect.stringContaining('got "3": the unit is missing') },
    text: expect.stringMatching(/^error value\/duration: Expected a duration.*\nfix: write 3s$/),
  });
  expect(root.children[2]!.children[0]!.children[0]!.attributes.message).toBe('known <here>');
  expect(results(await junit(files, ['--fail-on', 'warning']))[1]![2]).toBe('failure');
  expect(results(await junit(files, ['--fail-on', 'never']))[0]![2]).toBe('system-out');
});

test('without findings there is a test that passes', async () => {
  const root = await junit({ 'a.yaml': GOOD });
  expect(results(root)).toEqual([['cdk8s-istio', 'check', 'passed']]);
  expect(root.children[0]!.children[0]!.attributes.name).toBe('1 resource in 1 file');
});

test.each([
  ['markup', ']]></failure></testsuite><x a="1">&amp;&#0;<!-- -->\'"'],
  ['controls', '\x00\x07\x1b[31m\x85\u2028\ud800\ufffe\uffff'],
  ['commands', '\n::error::x\n##[error]y'],
])('%s in the texts of a user stay text', async (_, text) => {
  const resource = (spec: object): string => JSON.stringify({
    apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: text, namespace: text }, spec: { hosts: ['a'], [text]: 1, ...spec },
  }).replace(/[\x7f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const root = await junit({ 'a.yaml': resource({ http: [{ timeout: text }] }), 'b <&">.yaml': 'a: [' });
  expect(root.children.length).toBe(2);
  expect(root.children[1]!.attributes.name).toBe('b <&">.yaml');
});
