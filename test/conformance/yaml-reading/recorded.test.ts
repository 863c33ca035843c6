import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fileRules } from '../../../lib/core/file-rules';
import { readDocuments } from '../../../lib/io/documents';
import { compare, readingDisagreement, type RecordedReading } from './reading';

const recorded = gunzipSync(readFileSync(join(__dirname, 'recorded.jsonl.gz'))).toString().split('\n').filter(Boolean)
  .map((line) => JSON.parse(line) as RecordedReading);
const kinds = new Map(['same documents', 'both refuse', 'only we refuse'].map((kind) => [kind, recorded.filter((one) => compare(one) === kind)]));

test('mutated texts are read as kubectl reads them, or refused', () => {
  expect(recorded.flatMap((one) => readingDisagreement(one) ?? [])).toEqual([]);
  expect(kinds.get('same documents')!.length).toBeGreaterThan(2500);
  expect(kinds.get('both refuse')!.length).toBeGreaterThan(1500);
});

test('only a few things are refused that kubectl takes, and each of them loses something', () => {
  const faults = kinds.get('only we refuse')!.flatMap(({ text }) => [...readDocuments(text)].flatMap((document) => document.faults));
  const refusals = faults.filter(({ rule }) => rule !== fileRules.duplicateKey).map(({ message }) => message.replace(/U\+.*/, 'U+…'));
  expect([...new Set(refusals)].sort()).toMatchInlineSnapshot(`
[
  "Expected a key that is text, got no key",
  "Expected at most one byte order mark, got two",
  "Expected no line that begins with %, which kubectl does not read",
  "Expected text in base64 behind !!binary",
]
`);
});
