import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { renderPath } from '../../../lib/core/finding';
import { readDocuments, type TextDocument } from '../../../lib/io/documents';
import { Lines } from '../../../lib/io/lines';
import type { Fault } from '../../../lib/io/to-json';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

const read = (text: string): TextDocument[] => [...readDocuments(text)];
const values = (text: string): unknown[] => read(text).filter(({ value }) => value !== undefined).map(({ value }) => value);

/** The faults of a text as `rule line:column path`. */
function faults(text: string): string[] {
  const lines = new Lines(text);
  return read(text).flatMap((document) => document.faults.map(({ rule, offset, path }) => {
    const { line, column } = lines.position(offset);
    return `${rule.id} ${line}:${column} ${renderPath(path)}`.trimEnd();
  }));
}

/** The marked text of a path, and where it begins. */
function marked(text: string, path: readonly (string | number)[], document = 0): string | undefined {
  const found = read(text).filter(({ value }) => value !== undefined)[document]!;
  const spans = [found.locate(path)];
  found.forget(); // a document that is read again says the same
  spans.push(found.locate(path));
  expect(spans[1]).toEqual(spans[0]);
  const [span] = spans;
  const { line, column } = new Lines(text).position(span!.start);
  return `${line}:${column} ${text.slice(span!.start, span!.end)}`;
}

describe('what it reads is what kubectl reads', () => {
  test.each<[string, string, unknown[]]>([
    ['several documents', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['empty documents', '---\n---\n# nothing\n---\na: 1\n---\n', [{ a: 1 }]],
    ['nothing', '', []],
    ['comments alone', '# nothing\n', []],
    ['document ends', 'a: 1\n...\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
    ['Windows line ends', 'a:\r\n  b: "x"\r\n---\r\nc: |\r\n  d\r\n', [{ a: { b: 'x' } }, { c: 'd\n' }]],
    ['JSON', '{"a": [1, true, null, "yes"]}', [{ a: [1, true, null, 'yes'] }]],
    ['JSON with tabs', '{\n\t"a": [\n\t\t1\n\t]\n}', [{ a: [1] }]],
    ['a closing bracket below its key', 'a:\n  b: [\n    1\n  ]\n', [{ a: { b: [1] } }]],
    ['tabs between words', 'a:\t1 \t# x\t\nb: [1,\t2,\t3]\nc: |\n  x\n  \ty\n', [{ a: 1, b: [1, 2, 3], c: 'x\n\ty\n' }]],
    ['words of YAML 1.1', 'a: yes\nb: "yes"\nc: 0777\non: 1\n', [{ a: true, b: 'yes', c: 511, true: 1 }]],
    ['anchors', 'a: &x {b: 1}\nc: *x\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    ['an anchor on a key', '&x a: 1\nb: *x\n', [{ a: 1, b: 'a' }]],
    ['an anchor that is used again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', [{ a: 1, b: 1, c: 2, d: 2 }]],
    ['merge keys', 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n', [{ a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }]],
    ['a list of merges', 'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n', [{ a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3 } }]],
    ['a quoted merge key', '"<<": {a: 1}\n', [{ '<<': { a: 1 } }]],
    ['tags', 'a: !!str 5\nb: !!int "5"\nc: !!binary aGVsbG8=\nd: !ours x\n', [{ a: '5', b: 5, c: 'hello', d: 'x' }]],
    ['block text', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', [{ a: 'x\ny\n', b: 'x y' }]],
    ['a list of pairs', '[a: 1, b]', [[{ a: 1 }, 'b']]],
    ['quoted text that goes on left of its key', 'a:\n  b: "[{\n    1\n  }]"\nc:\n  - d: \'x\n\ny\'\n', [{ a: { b: '[{ 1 }]' }, c: [{ d: 'x\ny' }] }]],
    ['brackets that end left of their key', 'a:\n  b: [\n  {c: 1}\n]\nd: {\n\t"e": []\n  }\n', [{ a: { b: [{ c: 1 }] }, d: { e: [] } }]],
    ['merge keys where they stand', 'a: &x {b: 1}\nc: {b: 2, <<: *x}\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    ['an IPv6 address in a list', 'a: [2001:db8::]\n', [{ a: ['2001:db8::'] }]],
    ['JSON behind JSON', '{"a": 1}\n{"a": "\\/\\ud83d\\ude00"} {}', [{ a: 1 }, { a: '/😀' }, {}]],
    ['YAML behind JSON', '{"a": 1}\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['a byte order mark before each document', '\uFEFFa: 1\n---\n\uFEFFb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['line ends of other systems', 'a: 1\rb: "x\u2028y"\rc: z\x85d: 1', [{ a: 1, b: 'x\u2028y', c: 'z', d: 1 }]],
    ['comments without a space before them', 'a: [1,# c\n2]\n', [{ a: [1, 2] }]],
    ['dashes and colons in brackets', '{a: -, b: [-1, x:y]}\n', [{ a: '-', b: [-1, 'x:y'] }]],
    ['integers to the last digit as keys', '9007199254740993: 1\n"x": 2', [{ '9007199254740993': 1, x: 2 }]],
    ['dates as text', 'a: 2020-01-01\n', [{ a: '2020-01-01' }]],
  ])('%s', (_, text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(faults(text)).toEqual([]);
  });

  test('keys of a prototype are keys like others', () => {
    const [value] = values('__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\ntoString: 1\n') as [object];
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('merged keys of a prototype too', () => {
    const [value] = values('a: &x {__proto__: {polluted: 1}}\nb: {<<: *x}\n') as [{ b: object }];
    expect(Object.keys(value.b)).toEqual(['__proto__']);
    expect((value.b as Record<string, unknown>).polluted).toBe(undefined);
  });
});

describe('what cannot be read is said with its place', () => {
  test.each([
    ['a: b: c', 'file/syntax 1:4'],
    ['a: "b', 'file/syntax 1:5'],
    ['a:\n\tb: 1', 'file/syntax 2:1'],
    ['a: 1\n\t\nb: 2', 'file/syntax 2:1'],
    ['a:\n  \t# x\n  b: 1', 'file/syntax 2:3'],
    ['-\tb: 1', 'file/syntax 1:2'],
    ['a: 1\n b: 2', 'file/syntax 1:4'],
    ['a: [1, 2', 'file/syntax 1:8'],
    ['a: {b: 1', 'file/syntax 1:8'],
    ['{"a": 1,', 'file/syntax 1:8'],
    ['a: @x', 'file/syntax 1:4'],
    ['a: "\\q"', 'file/syntax 1:5'],
    ['a: &b.c 1', 'file/syntax 1:4'],
    ['%x\n---', 'file/syntax 1:1'],
    ['--- {a: 1}', 'file/syntax 1:5'],
    ['---a: 1', 'file/syntax 1:4'],
    ['a: x\0y', 'file/syntax 1:5'],
    ['a: x\x85\x80', 'file/syntax 1:6'],
    ['\uFEFF\uFEFFa: 1', 'file/syntax 1:1'],
    ['a: [::1]', 'file/syntax 1:5'],
    ['a: "\\/"', 'file/syntax 1:5'],
    ['a: "\\ud83d\\ude00"', 'file/syntax 1:5'],
    ['a: {{ .Values.x }}', 'file/template 1:5'],
  ])('%j: %s', (text, expected) => {
    expect(faults(text)).toEqual([expected]);
    expect(values(text)).toEqual([]);
  });

  test.each<[string, string, unknown]>([
    ['a: *x', 'file/syntax 1:4 a', { a: null }],
    ['a: &x [*x]', 'file/syntax 1:8 a[0]', { a: [null] }],
    ['a: {<<: 5}', 'file/syntax 1:9 a', { a: {} }],
    ['a: &x [{b: 1}]\nc: {<<: *x}', 'file/syntax 2:9 c', { a: [{ b: 1 }], c: {} }],
    ['%YAML 1.2\n---\na: 1', 'file/syntax 1:1', { a: 1 }],
    ['%YAML 1.1\n---\na: 1', 'file/syntax 1:1', { a: 1 }],
    ['a: !!int', 'file/syntax 1:9 a', { a: null }],
    ['a: !!int b', 'file/syntax 1:10 a', { a: null }],
    ['a: 1\nb: 2\na: 3', 'file/duplicate-key 3:1 a', { a: 3, b: 2 }],
    ['a: {b: 1, "b": 2}', 'file/duplicate-key 1:11 a.b', { a: { b: 2 } }],
    ['{"a": [{"b": 1, "b": 2}]}', 'file/duplicate-key 1:17 a[0].b', { a: [{ b: 2 }] }],
    ['yes: 1\ntrue: 2', 'file/duplicate-key 2:1 true', { true: 2 }],
    ['a: .nan', 'file/no-json 1:4 a', { a: null }],
    ['a: [-.inf]', 'file/no-json 1:5 a[0]', { a: [null] }],
    ['a: !!binary /w==', 'file/no-json 1:13 a', { a: null }],
    ['? [a]\n: 1', 'file/no-json 1:3', {}],
    ['{a: 1}: 2', 'file/no-json 1:1', {}],
    ['~: 2', 'file/no-json 1:1', {}],
    ['18446744073709551615: 1', 'file/no-json 1:1', {}],
    ['{"a":1}{"a":2} x', 'file/syntax 1:16', { a: 2 }],
  ])('%j: %s, and the rest is read', (text, expected, value) => {
    expect(faults(text)).toEqual([expected]);
    expect(values(text).at(-1)).toEqual(value);
  });

  const HEAD = 'apiVersion: v1\nkind: Service\n';
  test.each<[string, string[], object]>([
    ['on: 1', ['file/changed-key 3:1'], { true: 1 }],
    ['010: 1', ['file/changed-key 3:1'], { 8: 1 }],
    ['80_80: 1', ['file/changed-key 3:1'], { 8080: 1 }],
    ['1.10: 1', ['file/changed-key 3:1'], { '1.1': 1 }],
    ['1234567.5: 1', ['file/changed-key 3:1'], { '1.2345675e+06': 1 }],
    ['.INF: 1', ['file/changed-key 3:1'], { '.inf': 1 }],
    ['8080: 1\n"on": 2\ntrue: 3\n1.5: 4\n!!str 010: 5', [], { 8080: 1, on: 2, true: 3, 1.5: 4, '010': 5 }],
    ['a: &x {b: 1}\nc: {b: 2, <<: *x}', ['file/merge-order 4:11 c.b'], { a: { b: 1 }, c: { b: 1 } }],
    ['a: &x {b: 1}\nc: {b: 2, <<: *x, b: 3}', ['file/merge-order 4:11 c.b', 'file/duplicate-key 4:19 c.b'], { a: { b: 1 }, c: { b: 3 } }],
    ['a: &x {b: 1}\nc: &y {b: 2}\nd:\n  <<: *x\n  <<: *y', ['file/merge-order 7:3 d'], { a: { b: 1 }, c: { b: 2 }, d: { b: 2 } }],
    ['a: 1\n...\nb: 2', ['file/dropped-text 5:1'], { a: 1 }],
    ['a: 1\n... # c\n# d\n...\n', [], { a: 1 }],
    ['a: 1\n%YAML 1.1\n', ['file/dropped-text 4:1'], { a: 1 }],
  ])('what kubectl takes in silence and reads otherwise than it looks: %j', (text, expected, value) => {
    expect(faults(HEAD + text)).toEqual(expected);
    expect(values(HEAD + text)).toEqual([{ apiVersion: 'v1', kind: 'Service', ...value }]);
  });

  test('a document that is no resource may have keys that change: kubectl never reads it', () => {
    expect(faults('on: push\njobs: {010: x}\n')).toEqual([]);
  });

  test.each([
    ['{"apiVersion": "v1",\n"kind": "Service"\n', true],
    [`${HEAD}a: [\n`, true],
    [`${HEAD}a: {{ .x }}\n`, true],
    [HEAD, false],
    ['a: [\n', false],
  ])('%j is a resource that is not read: %s', (text, expected) => {
    expect(read(text).map(({ isUnreadResource }) => isUnreadResource)).toEqual([expected]);
  });

  test('the other documents of the file are read', () => {
    const text = 'a: 1\n---\nb: [\n---\nc: 3\n---\nd: 1\nd: 2\n---\ne: 5\n';
    expect(values(text)).toEqual([{ a: 1 }, { c: 3 }, { d: 2 }, { e: 5 }]);
    expect(faults(text)).toEqual(['file/syntax 4:1', 'file/duplicate-key 8:1 d']);
  });

  test.each([
    ['a: "b', 'Expected a closing quote, got none'],
    ['a: [1, 2', 'Expected a closing "]", got none'],
    ['a: b: c', 'Expected one "key: value" a line, got a second colon'],
    ['key\nb: 1', 'Expected "key: value" on one line, got a key without a colon'],
    ['a: }', 'Expected a value or a key, got }'],
    ['a: "x" y', 'Expected the end of the value, got more text behind it'],
    ['a:\n\tb: 1', 'Expected spaces, got a tab as indent'],
    ['a:\n  - b\n c: 1', 'Expected the indent of the lines around it, got another one'],
    ['%x\na: 1', 'Unknown directive: a line that begins with % gives orders to the reader'],
    ['%YAML 1.1\na: 1', 'Expected no line that begins with %, which kubectl does not read'],
    ['a: @x', 'Expected a value, got a character that no unquoted value begins with'],
    ['a: *x', 'Unknown alias "*x": no anchor of that name stands before it'],
  ])('%j in words: %s', (text, message) => {
    expect(read(text).flatMap((document) => document.faults.map((fault) => fault.message))).toEqual([message]);
  });

  test('a template is told apart from YAML', () => {
    const [{ message, fix }] = read('{{- if .Values.x }}\na: 1\n{{- end }}\n')[0]!.faults as readonly [Fault];
    expect([message, fix]).toEqual(['Expected YAML, got a template', 'render it first: helm template CHART | cdk8s-istio check -']);
  });
});

describe('what would exhaust a pipeline is refused', () => {
  const lol = (levels: number, width: number): string => [
    'a0: &a0 [lol]',
    ...Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: width }, () => `*a${i}`).join(', ')}]`),
  ].join('\n');

  test('aliases of aliases', () => {
    expect(faults(lol(9, 9))).toEqual(['file/too-many-aliases 5:10 a4[0]']);
    expect(faults(lol(200, 100))[0]).toMatch(/^file\/too-many-aliases 3:/);
  });

  test('but not aliases that repeat a little', () => {
    const text = `a: &x {b: 1, c: 2}\nd:\n${'- *x\n'.repeat(300)}`;
    expect(faults(text)).toEqual([]);
  });

  test.each([
    ['brackets', '['.repeat(100_000)],
    ['brackets that are closed', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['braces', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['indents', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s without end', (_, text) => {
    expect(faults(text).map((fault) => fault.split(' ')[0])).toEqual(['file/too-deep']);
  });
});

describe('where a field stands', () => {
  const text = [
    'apiVersion: v1 # first',
    'metadata: {name: a, labels: {"app.io/x": "1"}}',
    'spec:',
    '  http:',
    '    # a comment',
    '    - route:',
    '        - {destination: {host: b}}',
    '      timeout:   5s # not long',
    '    - &other',
    '      name: two',
    '    - *other',
    '  tls: &tls',
    '    mode: SIMPLE',
    '  more:',
    '    <<: *tls',
    '    sni: c',
    '    text: |',
    '      line',
    '      line',
  ].join('\n');

  test.each<[(string | number)[], string]>([
    [[], `1:1 ${text}`],
    [['apiVersion'], '1:1 apiVersion: v1'],
    [['metadata', 'name'], '2:12 name: a'],
    [['metadata', 'labels', 'app.io/x'], '2:30 "app.io/x": "1"'],
    [['spec'], '3:1 spec'],
    [['spec', 'http', 0], '6:7 route:\n        - {destination: {host: b}}\n      timeout:   5s'],
    [['spec', 'http', 0, 'route', 0, 'destination', 'host'], '7:26 host: b'],
    [['spec', 'http', 0, 'timeout'], '8:7 timeout:   5s'],
    [['spec', 'http', 1, 'name'], '10:7 name: two'],
    [['spec', 'http', 2, 'name'], '10:7 name: two'],
    [['spec', 'more', 'mode'], '13:5 mode: SIMPLE'],
    [['spec', 'more', 'sni'], '16:5 sni: c'],
    [['spec', 'more', 'text'], '17:5 text: |\n      line\n      line'],
  ])('%j', (path, expected) => {
    expect(marked(text, path)).toBe(expected);
  });

  test.each<[(string | number)[], string]>([
    [['spec', 'http', 0, 'retries', 'attempts'], '6:7 route:\n        - {destination: {host: b}}\n      timeout:   5s'],
    [['spec', 'http', 7, 'name'], '4:3 http'],
    [['spec', 'hosts'], '3:1 spec'],
    [['metadata', 'namespace'], '2:1 metadata'],
  ])('of what is missing, %j, the nearest owner', (path, expected) => {
    expect(marked(text, path)).toBe(expected);
  });

  test('in a later document, with Windows line ends, directives and comments', () => {
    const crlf = '# top\r\na: 1\r\n---\r\n# Source: shop/templates/vs.yaml\r\nb:\r\n  c: 2\r\n';
    expect(marked(crlf, ['b', 'c'], 1)).toBe('6:3 c: 2');
    expect(read(crlf)[1]!.origin).toBe('shop/templates/vs.yaml');
    expect(marked('--- # first\na: 1\n...\n--- # second\n# more\nb: 2\n', ['b'], 1)).toBe('6:1 b: 2');
  });

  // In JSON any text can be a key; in YAML these stand as they are.
  const jsonKeys = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abc-.:/# \'"{}[]*&!%@|>?,0\\\n') });
  const yamlKeys = fc.string({ maxLength: 5, unit: fc.constantFrom(...'abc-./') }).map((end) => `k${end}k`);
  const objectOf = (keys: fc.Arbitrary<string>) => fc.letrec<{ object: object; tree: unknown }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, keys, fc.integer(), fc.boolean(), fc.array(tie('tree'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(keys, tie('tree'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  })).object;
  const pathsOf = (value: unknown, path: (string | number)[] = []): (string | number)[][] => [
    ...(path.length > 0 ? [path] : []),
    ...(typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, inner]) => (
      pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key])
    ))),
  ];

  test.each([
    ['JSON', jsonKeys, (object: object) => JSON.stringify(object, undefined, 1), (key: string) => JSON.stringify(key)],
    ['YAML', yamlKeys, (object: object) => stringify(object, { version: '1.1' }), (key: string) => `${key}:`],
  ] as const)('of every field of any %s', (_, keys, write, asWritten) => {
    fc.assert(fc.property(fc.array(objectOf(keys), { minLength: 1, maxLength: 3 }), (objects) => {
      const text = objects.map((object) => `---\n${write(object)}\n`).join('');
      const found = read(text);
      expect(found.map(({ value }) => value)).toEqual(objects);
      for (const [i, document] of found.entries()) {
        for (const path of pathsOf(objects[i])) {
          const key = path[path.length - 1]!;
          const { start } = document.locate(path)!;
          if (typeof key === 'string') expect(text.slice(start, start + asWritten(key).length)).toBe(asWritten(key));
        }
      }
    }), { numRuns: 500 });
  });
});

test('it answers on any text, and every place is in the text', () => {
  const pieces = fc.constantFrom(
    'a', 'b: ', ': ', '- ', '\n', '  ', '\t', '"', "'", '[', ']', '{', '}', ',', '#', '&a ', '*a', '!x ', '|', '>', '---\n', '...\n', '%', '?', '\r', '<<: ', '\u2028', '\0', 'é', '😀',
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')), (text) => {
    for (const { faults: found, value, locate } of read(text)) {
      for (const { offset, end } of found) expect(offset >= 0 && offset <= text.length && end >= offset).toBe(true);
      if (value !== undefined) expect(locate(['a', 0])!.end).toBeLessThanOrEqual(text.length);
    }
  }), { numRuns: 3000 });
});
