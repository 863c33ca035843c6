import { readFileSync } from 'node:fs';
import { analyze } from '../../analysis/analyze';
import { annotationsOf } from '../../analysis/check-each';
import type { MeshConfig } from '../../config/mesh-config';
import type { Finding, RelatedResource, ResourceId, SourceLocation } from '../../core/finding';
import { fileRules } from '../../core/file-rules';
import type { IstioRelease } from '../../core/release';
import type { RuleScope } from '../../core/known-rules.gen';
import { finding, type RuleDoc } from '../../core/rule';
import { judge } from '../../core/suppression/judge';
import { type TextDocument, readDocuments } from '../../io/documents';
import { Lines } from '../../io/lines';
import type { Span } from '../../io/locate';
import { lacksKind, resourcesOf } from '../../io/resources';
import { checkResource, identify } from '../../kinds/check-resource';
import type { Input } from './inputs';
import type { Scope } from './scope';
import { Places } from './places';
import type { Report } from './report';

/** How texts are checked. */
export interface CheckInputsOptions {
  readonly release: IstioRelease;
  readonly scope: Scope;
  /** What is said about findings outside of the resources. */
  readonly config?: MeshConfig;
}

/** What was read: one resource, or something that is none and has findings all the same. */
interface Subject {
  readonly id: ResourceId | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly findings: Finding[];
  /** Where a field of it stands. */
  locate(path: Finding['path']): SourceLocation | undefined;
}

/** Says how far a check is. */
export type Step = (bytes: number, documents: number) => void;

/** Checks every input, a document at a time: its syntax tree is there when its own findings ask for it, and gone for the next one. */
export function checkInputs(inputs: readonly Input[], options: CheckInputsOptions, step: Step): Report {
  const places = new Places();
  const subjects: Subject[] = [];
  let bytes = 0;
  let documents = 0;
  let unread = 0;
  for (const input of inputs) {
    const text = input.read();
    if (typeof text !== 'string') {
      const { rule, line, column, ...detail } = text;
      subjects.push(faulty(input.file, rule, [], detail, line === undefined ? undefined : { file: input.file, line, column: column! }));
      continue;
    }
    const lines = new Lines(text);
    places.addFile(input.file, lines);
    for (const document of readDocuments(text, lines)) {
      subjects.push(...ofDocument(document, input.file, places, options));
      document.forget();
      if (document.isUnreadResource) unread++;
      step(bytes + document.end, ++documents);
    }
    bytes += input.bytes;
  }
  if (options.scope === 'mesh') analyzeAll(subjects);
  return { ...judged(subjects, places, options), files: inputs.length, unread };
}

function ofDocument(document: TextDocument, file: string, places: Places, { release }: CheckInputsOptions): Subject[] {
  const at = (span: Span | undefined): SourceLocation | undefined => span && places.add(file, span, document.origin);
  const faults = document.faults.map(({ rule, path, offset, end, ...detail }) => (
    faulty(file, rule, path, detail, at({ start: offset, end }))
  ));
  if (document.value === undefined) return faults;
  return [...faults, ...resourcesOf(document.value).map(({ value, prefix }) => {
    const locate = (path: Finding['path']): SourceLocation | undefined => at(document.locate([...prefix, ...path]));
    const id = identify(value);
    if (!id) return { id, findings: lacksKind(value) ? [withoutKind(file, locate([]))] : [], locate };
    const findings = checkResource(value, release).findings.map((found) => located(found, locate(found.path)));
    return { id, annotations: annotationsOf(value), findings, locate };
  })];
}

function analyzeAll(subjects: readonly Subject[]): void {
  const ids = subjects.map(({ id }) => id);
  const byId = new Map(ids.map((id, index) => [id, subjects[index]!]));
  analyze(ids, (index, found) => {
    const related = found.related?.map((other): RelatedResource => {
      const source = byId.get(other.resource)?.locate(other.path ?? ['metadata', 'name']);
      return source ? { ...other, source } : other;
    });
    const { findings, locate } = subjects[index]!;
    findings.push(located(related ? { ...found, related } : found, locate(found.path)));
  });
}

function judged(subjects: readonly Subject[], places: Places, { scope, config }: CheckInputsOptions): Omit<Report, 'files' | 'unread'> {
  const { severities, overrides, acknowledged } = config ?? {};
  const scopes: readonly RuleScope[] = scope === 'mesh' ? ['admission', 'mesh'] : ['admission'];
  const verdict = judge(subjects, { severities, overrides, acknowledged, scopes });
  if (config && verdict.general.length > 0) places.addFile(config.file, new Lines(readFileSync(config.file, 'utf8')));
  const findings = verdict.subjects.flatMap((one, index) => one.findings.map((found) => (
    // What is said about an annotation has a path, and no place yet.
    found.source ? found : located(found, subjects[index]!.locate(found.path))
  )));
  return {
    findings: [...findings, ...verdict.general],
    suppressed: verdict.subjects.flatMap(({ suppressed }) => suppressed),
    resources: subjects.filter(({ id }) => id !== undefined).length,
    places,
  };
}

function located(found: Finding, source: SourceLocation | undefined): Finding {
  return source ? { ...found, source } : found;
}

/** What is wrong with a file as such is about the file. */
function fileId(file: string): ResourceId {
  return { apiVersion: '', kind: 'File', name: file };
}

function withoutKind(file: string, source: SourceLocation | undefined): Finding {
  const said = { message: 'Expected apiVersion and kind as text beside metadata, got an object that does not say what it is' };
  return located(finding(fileRules.notAResource, fileId(file), [], said), source);
}

function faulty(
  file: string, rule: RuleDoc, path: Finding['path'], detail: { message: string; fix?: string }, source: SourceLocation | undefined,
): Subject {
  return { id: undefined, findings: [located(finding(rule, fileId(file), path, detail), source)], locate: () => source };
}
