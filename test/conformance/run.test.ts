import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Case, disagreement, verdict } from './admission';
import { differences } from './analysis';
import { readCases, run } from './run';
import { choose, gists } from './sample';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

const entry = (spec: object): Case['doc'] => ({ apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry', metadata: { name: 'a' }, spec }) as Case['doc'];
const silent = entry({ address: '10.0.0.7' });
const warned = entry({ network: 'vm-net' });
const byServer = entry({});
const byIstiod = entry({ address: 'a b' });
const said = { why: [{ layer: 'webhook', text: 'no' }] };

const rows: { what: string; given: Case; differs: string | undefined }[] = [
  { what: 'both accept', given: { id: '1', ok: true, doc: silent }, differs: undefined },
  { what: 'both refuse, we for the API server', given: { id: '2', ok: false, ...said, doc: byServer }, differs: undefined },
  { what: 'both refuse, we for istiod', given: { id: '3', ok: false, ...said, doc: byIstiod }, differs: undefined },
  { what: 'both warn', given: { id: '4', ok: true, warnings: ['address is unset'], doc: warned }, differs: undefined },
  { what: 'only we refuse', given: { id: '5', ok: true, doc: byIstiod }, differs: 'refused' },
  { what: 'only they refuse', given: { id: '6', ok: false, ...said, doc: silent }, differs: 'accepted' },
  { what: 'only they refuse what we warn about', given: { id: '7', ok: false, ...said, doc: warned }, differs: 'accepted' },
  { what: 'only we warn', given: { id: '8', ok: true, warnings: [], doc: warned }, differs: 'warned' },
  { what: 'only they warn', given: { id: '9', ok: true, warnings: ['beware'], doc: silent }, differs: 'silent' },
];

test.each(rows)('$what', ({ given, differs }) => {
  const difference = disagreement(given, verdict(given));
  expect(difference?.kind).toBe(differs);
  if (difference) expect(difference.text).toContain(`WorkloadEntry ${given.id}`);
});

describe('of an EnvoyFilter', () => {
  const doc = {
    apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'a' },
    spec: { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { namee: 'a' } } }] },
  };
  test.each([
    { what: 'fewer warnings than istiod has', warnings: ['always', 'field', 'more'], differs: 'silent' },
    { what: 'as many', warnings: ['always', 'field'], differs: undefined },
    { what: 'more', warnings: ['always'], differs: 'warned' },
  ])('$what: $differs', ({ warnings, differs }) => {
    const given = { id: '1', ok: true, warnings, doc };
    expect(disagreement(given, verdict(given))?.kind).toBe(differs);
  });
});

describe('a run', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
    const lines = (of: typeof rows): string => of.map(({ given }) => `${JSON.stringify(given)}\n`).join('');
    writeFileSync(join(folder, 'agree.jsonl.gz'), gzipSync(lines(rows.filter(({ differs }) => differs === undefined))));
    writeFileSync(join(folder, 'differ.jsonl'), lines(rows.filter(({ differs }) => differs !== undefined)));
    writeFileSync(join(folder, 'notes.txt'), 'no cases');
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(folder, 'mixed'));
    writeFileSync(join(folder, 'strange.jsonl'), '{"id":"1"}');
    writeFileSync(join(folder, 'texts.jsonl'), '{"id":"1","text":"a: 1","docs":[{"a":2}]}');
    writeFileSync(join(folder, 'sets.jsonl'), '{"id":"1","messages":[{"code":"IST0000"}],"docs":[]}');
    const proxies = [{ name: 'a', namespace: 'shop', labels: {}, type: 'sidecar' }];
    const known = { id: '1', docs: [], proxies, asks: [{ proxy: 'a' }, { proxy: 'a', host: 'a.com', port: 80 }] };
    writeFileSync(join(folder, 'proxies.jsonl'), JSON.stringify({ ...known, answers: [{ hosts: {}, unknown: 'passthrough' }, { exists: true }] }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads a file, packed or not, and a folder of them', () => {
    expect(readCases(join(folder, 'agree.jsonl.gz')).map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    expect(readCases(join(folder, 'differ.jsonl')).map(({ id }) => id)).toEqual(['5', '6', '7', '8', '9']);
    expect(readCases(folder).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('compares every format that is in a file by itself', () => {
    const lines: string[] = [];
    writeFileSync(join(folder, 'mixed', 'all.jsonl'), [
      JSON.stringify(rows[0]!.given), '{"id":"2","text":"a: 1","docs":[{"a":1}]}', '{"id":"3","messages":[],"docs":[]}',
    ].join('\n'));
    expect(run([join(folder, 'mixed')], (line) => lines.push(line))).toBe(true);
    expect(lines).toEqual(expect.arrayContaining([
      expect.stringMatching(/^WorkloadEntry +1 /), '1 texts, 0 read differently and without a finding', '1 sets, 0 with other messages',
    ]));
  });

  test('counts each kind of disagreement, and shows as many as asked', () => {
    const lines: string[] = [];
    expect(run(['agree.jsonl.gz', 'differ.jsonl'].map((file) => join(folder, file)), (line) => lines.push(line), 2)).toBe(false);
    // Of 9, 2 are wrongly accepted and 1 wrongly refused; of the 5 that upstream accepts, 1 is wrongly warned about and 1 wrongly not.
    expect(lines[1]!.split(/ {2,}/)).toEqual(['WorkloadEntry', '9', '66.67 %', '60.00 %', '1', '2', '1', '1']);
    expect(lines.filter((line) => line.startsWith('  we '))).toHaveLength(2);
  });

  test('counts questions about proxies by kind, and shows both answers where they differ', () => {
    const lines: string[] = [];
    expect(run([join(folder, 'proxies.jsonl')], (line) => lines.push(line))).toBe(false);
    expect(lines.slice(1).map((line) => line.trim().replace(/ {2,}/g, ' '))).toEqual([
      'what a proxy knows 1 1', 'a port of a host 1 0', '1 meshes with proxies, 1 other answers',
      '1 {"proxy":"a","host":"a.com","port":80}\n istiod: {"exists":true}\n we: {"exists":false}',
    ]);
  });

  test('is content when all agree', () => {
    const lines: string[] = [];
    expect(run([join(folder, 'agree.jsonl.gz')], (line) => lines.push(line))).toBe(true);
    expect(lines).toHaveLength(3);
  });

  test.each([
    { what: '0 when all agree', args: ['agree.jsonl.gz'], status: 0 },
    { what: '1 when not', args: ['--most=1', 'differ.jsonl'], status: 1 },
    { what: '2 without cases', args: ['empty'], status: 2 },
    { what: '2 with what is no case', args: ['strange.jsonl'], status: 2 },
    { what: '1 when a text is read differently', args: ['texts.jsonl'], status: 1 },
    { what: '1 when istioctl has other messages', args: ['sets.jsonl'], status: 1 },
  ])('exits with $what', ({ args, status }) => {
    const root = join(__dirname, '../..');
    const command = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(__dirname, 'run.ts'), ...args];
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json') };
    expect(spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env })).toMatchObject({ status });
  });
});

describe('decide', () => {
  const decide = (what: string, input: string): { status: number | null; stdout: string; stderr: string } => {
    const root = join(__dirname, '../..');
    const command = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(__dirname, 'decide.ts'), what];
    return spawnSync(process.execPath, command, { input, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json') } });
  };

  test('writes an answer a line, in the order of the cases', () => {
    const given = (id: string): string => JSON.stringify({ id, docs: [], proxies: [{ name: 'a', namespace: 'b' }], asks: [{ proxy: 'a' }] });
    expect(decide('policies', `${given('1')}\n\n${given('2')}\n`).stdout.split('\n')).toEqual([
      '{"id":"1","answers":[{"hosts":{},"unknown":"passthrough"}]}', '{"id":"2","answers":[{"hosts":{},"unknown":"passthrough"}]}', '',
    ]);
  });

  test('names what can be decided', () => {
    expect(decide('weather', '')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Expected authorization or connections or policies or routing, got weather\nUsage: /) });
  });
});

describe('messages of a set', () => {
  const message = { code: 'IST0130', level: 'Warning', kind: 'VirtualService', namespace: 'shop', name: 'a' };
  const key = 'IST0130 VirtualService shop/a';

  test.each([
    { what: 'both say as often', upstream: [message, message], ours: [message, message], expected: { both: [key, key], missed: [], extra: [] } },
    { what: 'upstream says it more often', upstream: [message, message], ours: [message], expected: { both: [key], missed: [key], extra: [] } },
    { what: 'only we say it', upstream: [], ours: [message], expected: { both: [], missed: [], extra: [key] } },
    {
      what: 'upstream says it of another resource', upstream: [{ ...message, namespace: undefined }], ours: [message],
      expected: { both: [], missed: ['IST0130 VirtualService /a'], extra: [key] },
    },
  ])('$what', ({ upstream, ours, expected }) => {
    expect(differences(upstream, ours)).toEqual(expected);
  });
});

describe('a sample', () => {
  test.each([
    { what: 'the words of upstream', given: rows[5]!.given, expected: ['webhook no'] },
    {
      what: 'a message without its values', expected: ['cel _: Invalid value: _: port must be between _'],
      given: { ...rows[5]!.given, why: [{ layer: 'cel', text: 'spec.ports[http]: Invalid value: 70000: port must be between 1-65535' }] },
    },
    { what: 'the fields of what is accepted', given: rows[0]!.given, expected: ['.apiVersion .kind .metadata.name .spec.address'] },
  ])('knows a case by $what', ({ given, expected }) => {
    expect(gists(given)).toEqual(expected);
  });

  test('has one of each before a second of any, half of them accepted in silence, in the order of the cases', () => {
    const cases = [...rows, ...rows].map(({ given }, i) => ({ ...given, id: String(i) }));
    expect(choose(cases, 6).map(({ id }) => id)).toEqual(['0', '1', '3', '4', '7', '8']);
    expect(choose(cases, 100)).toEqual(cases);
  });
});
