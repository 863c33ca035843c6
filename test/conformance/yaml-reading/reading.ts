import { isDeepStrictEqual } from 'node:util';
import { readDocuments } from '../../../lib/io/documents';
import type { Fault } from '../../../lib/io/to-json';
import type { FormatRun } from '../format';

/** A text, and what kubectl reads in it. */
export interface RecordedReading {
  readonly id?: string;
  readonly text: string;
  /** The JSON of its documents, up to where kubectl stops. */
  readonly docs: readonly unknown[];
  /** Why kubectl stops. */
  readonly err?: string;
}

/** How our reading compares with kubectl's. */
export type Comparison = 'same documents' | 'both refuse' | 'only we refuse' | 'only kubectl refuses' | 'other documents';

/** True for a finding that kubectl takes no notice of: it reads the document as we do. */
function isSilent({ rule }: Fault): boolean {
  return rule.severity === 'warning' || rule.id === 'file/dropped-text' || rule.id === 'file/duplicate-key';
}

/** Reads the text, and compares what comes out. */
export function compare({ text, docs, err }: RecordedReading): Comparison {
  const read = [...readDocuments(text)];
  const faults = read.flatMap((document) => document.faults);
  const refuses = !faults.every(isSilent);
  if (err !== undefined) return refuses ? 'both refuse' : 'only kubectl refuses';
  if (refuses) return 'only we refuse';
  const values = read.flatMap(({ value }) => (value === undefined ? [] : [value]));
  // Of a key that is there as text and as a number, Go keeps either.
  const isByChance = faults.some(({ rule }) => rule.id === 'file/duplicate-key');
  return isByChance || isDeepStrictEqual(values, docs) ? 'same documents' : 'other documents';
}

/** How the two differ, in a line; undefined where they agree, or where a finding of ours explains it. */
export function readingDisagreement(recorded: RecordedReading): string | undefined {
  const comparison = compare(recorded);
  if (comparison !== 'only kubectl refuses' && comparison !== 'other documents') return undefined;
  return `${recorded.id ?? ''} ${JSON.stringify(recorded.text)}\n    kubectl: ${recorded.err ?? JSON.stringify(recorded.docs)}`;
}

/** Compares all texts and prints those that differ. */
export const runReading: FormatRun<RecordedReading> = (texts, print, most) => {
  const wrong = texts.flatMap((text) => readingDisagreement(text) ?? []);
  print(`${texts.length} texts, ${wrong.length} read differently and without a finding`);
  for (const line of wrong.slice(0, most)) print(`  ${line}`);
  return wrong.length === 0;
};
