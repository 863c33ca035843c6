import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ApiObject, App, Chart, Testing, Yaml, YamlOutputType } from 'cdk8s';
import { ConfigError, IstioSidecar } from 'cdk8s-istio';
import * as fc from 'fast-check';
import { quickYaml } from '../../constructs/core/quick-yaml';
import { withReadableYaml } from '../../constructs/core/write-yaml';
import { readDocuments } from '../../lib/io/documents';
import { oddJson } from '../support/odd-texts';
import { PROPERTIES_MS } from '../support/time-limits';
import type { RecordedReading } from '../conformance/yaml-reading/reading';

jest.setTimeout(PROPERTIES_MS);

const { stringify } = Yaml;

/** An app with one object that holds a value, and one of ours, which is what makes cdk8s write readable text. */
function appWith(value: unknown, outdir: string, yamlOutputType = YamlOutputType.FILE_PER_CHART): App {
  const app = new App({ outdir, yamlOutputType });
  const chart = new Chart(app, 'chart');
  new ApiObject(chart, 'thing', { apiVersion: 'example.com/v1', kind: 'Thing', data: value });
  new IstioSidecar(chart, 'sidecar', { spec: { egress: [{ hosts: ['./*'] }] } });
  return app;
}

/** What kubectl reads of the object that holds the value. */
function readThing(text: string): unknown {
  const documents = [...readDocuments(text)];
  expect(documents.flatMap(({ faults }) => faults)).toEqual([]);
  return (documents.map(({ value }) => value as { kind: string; data: unknown }).find(({ kind }) => kind === 'Thing'))!.data;
}

describe('what a synth writes is read back as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'written-yaml-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('in every kind of output', () => {
    const types = fc.constantFrom(
      YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE,
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
    );
    fc.assert(fc.property(oddJson, types, (value, type) => {
      const outdir = mkdtempSync(join(folder, 'out-'));
      appWith(value, outdir, type).synth();
      const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
      expect(readThing(files.map((file) => readFileSync(join(outdir, file), 'utf8')).join('---\n'))).toEqual(value);
    }), { numRuns: 400 });
  });

  test('by synthYaml', () => {
    fc.assert(fc.property(oddJson, (value) => {
      expect(readThing(appWith(value, folder).synthYaml())).toEqual(value);
    }), { numRuns: 1000 });
  });

  test('text that every reader takes for the same is written as cdk8s writes it', () => {
    const plain = { 'a': 'b c', 'yes': 'no', '1': '1.0', 'c': ['5s', 'a\nb\n', '*', 'a: b', '0777'] };
    const [chart] = appWith(plain, folder).charts as [Chart];
    expect(appWith(plain, folder).synthYaml()).toBe(Yaml.stringify(...Testing.synth(chart) as unknown[]));
  });

  test('the quick writer writes what the library writes, or nothing', () => {
    let quick = 0;
    const nested = fc.array(fc.constantFrom<object>({}, [], { a: [[]] }, { a: { b: null } }, [[{ c: 1 }]]));
    const tried = fc.oneof(oddJson, fc.jsonValue({ maxDepth: 6 }), nested);
    fc.assert(fc.property(tried, (value) => {
      const document = { data: value, list: [value] };
      // A synth has words in the place of texts with line ends of Unicode, which the library writes differently from place to place.
      const texts = (text: string) => (/[\n\u2028\u2029]/.test(text) ? undefined : {
        asValue: stringify({ a: text }).slice(3, -1), asKey: stringify({ [text]: 1 }).slice(0, -4),
      });
      const written = quickYaml(JSON.parse(JSON.stringify(document)), texts);
      if (written !== undefined) quick++;
      return written === undefined || written === stringify(JSON.parse(JSON.stringify(document)));
    }), { numRuns: 5_000 });
    expect(quick).toBeGreaterThan(2_000);
  });

  test('the quick writer leaves to the library what is no plain JSON', () => {
    const text = (word: string) => ({ asValue: word, asKey: word });
    const shared = { a: 1 };
    for (const value of [shared && [shared, shared], new Date(0), undefined, -0, NaN, 1n, () => 1, new Map(), 'a\nb', { ['k'.repeat(1_000)]: 1 }]) {
      expect(quickYaml({ value }, value === 'a\nb' ? () => undefined : text)).toBeUndefined();
    }
    expect(quickYaml('text', text)).toBeUndefined();
    expect(quickYaml({ value: 1.5 }, text)).toBe('value: 1.5\n');
  });

  test('half a character is refused at its path', () => {
    const app = appWith({ list: ['ok', 'a\ud83d'] }, folder);
    const refusal = (write: () => void): unknown => {
      try {
        write();
      } catch (error) {
        return error instanceof ConfigError && error.findings.map(({ rule, resource, path }) => [rule, resource?.kind, path.join('.')]);
      }
      return undefined;
    };
    expect(refusal(() => app.synthYaml())).toEqual([['input/half-character', 'Thing', 'data.list.1']]);
    expect(refusal(() => app.synth())).toEqual([['input/half-character', 'Thing', 'data.list.1']]);
  });

  test('a synth leaves the writer of cdk8s as it was', () => {
    expect(Yaml.stringify).toBe(stringify);
  });
});

test('recorded texts are written to the byte, and kubectl reads in them what was written', () => {
  const file = join(__dirname, '../conformance/yaml-reading/written.jsonl.gz');
  const recorded = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean).map((line) => JSON.parse(line) as RecordedReading);
  expect(recorded.length).toBeGreaterThan(900);
  for (const { text, docs } of recorded) {
    const values = [...readDocuments(text)].map(({ value }) => value);
    expect(values).toEqual(docs);
    expect(withReadableYaml(() => Yaml.stringify(...values))).toBe(text); // with the order of its keys, which Go does not keep
  }
});
