import { readFileSync } from 'node:fs';
import { checkSubjects, type Subject } from '../../analysis/pipeline';
import { contextSubjects } from '../../config/context';
import type { MeshConfig } from '../../config/mesh-config';
import type { Finding } from '../../core/finding';
import { fileRules } from '../../core/file-rules';
import type { IstioRelease } from '../../core/release';
import { finding } from '../../core/rule';
import { type TextDocument, readDocuments } from '../../io/documents';
import { Lines } from '../../io/lines';
import { lacksKind, resourcesOf } from '../../io/resources';
import { mayBeUnbuilt } from '../../io/placeholder';
import { TEMPLATE, templatePath } from '../../io/template';
import { identify } from '../../kinds/check-resource';
import { oneFindingPerChart } from './charts';
import type { Input } from './inputs';
import { Kustomizations } from './kustomizations';
import type { Report } from './report';
import type { Scope } from './scope';
import type { Seen } from './seen';
import { placeOf, Texts, type TextPlace } from './texts';
import { isOfIstio, oneFindingPerSource, patchFinding, unbuiltFinding } from './unbuilt';

/** How texts are checked. */
export interface CheckInputsOptions {
  readonly release: IstioRelease;
  readonly scope: Scope;
  /** The folder that the names of inputs start from. */
  readonly cwd: string;
  /** Severities and acknowledgements of the configuration file. */
  readonly config?: MeshConfig;
  /** What is known of the mesh. */
  readonly seen: Seen;
}

/** Says how far a check is. */
export type Step = (bytes: number, documents: number) => void;

/** Checks every input, a document at a time: its syntax tree is kept while its own findings are located, and let go for the next one. */
export function checkInputs(inputs: readonly Input[], options: CheckInputsOptions, step: Step): Report {
  const { release, scope, cwd, config, seen } = options;
  const kustomizations = new Kustomizations(inputs, cwd);
  const texts = new Texts();
  const tally: Tally = { unread: 0, parts: 0 };
  const { rootNamespace, trustDomain, clusterDomain } = config ?? {};
  const { subjects, general, assumed } = checkSubjects(allSubjects(inputs, seen, { release, kustomizations, tally }, texts, step), {
    scope, severities: config?.severities, overrides: config?.overrides, acknowledged: config?.acknowledged, analyzers: config?.analyzers,
    given: () => ({ world: seen.world, config: { ...defined({ rootNamespace, trustDomain }), ...seen.meshConfig?.config }, clusterDomain }),
  });
  for (const file of new Set(seen.findings.flatMap(({ source }) => source?.file ?? []))) texts.add(file, new Lines(readFileSync(file, 'utf8')));
  if (config && general.length > 0) texts.add(config.file, new Lines(readFileSync(config.file, 'utf8')));
  return {
    findings: [
      ...oneFindingPerChart(oneFindingPerSource(subjects.flatMap(({ findings }) => findings)), inputs.map(({ file }) => file)),
      ...general.map((found) => ({ finding: found, related: [] })),
    ],
    suppressed: subjects.flatMap(({ suppressed }) => suppressed),
    resources: subjects.filter(({ id, isContext }) => id !== undefined && !isContext).length,
    assumed,
    files: inputs.length,
    ...tally,
    texts,
  };
}

function defined<T extends object>(settings: T): Partial<T> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** What is checked, and what is seen beside it. */
function* allSubjects(
  inputs: readonly Input[], { context, findings }: Seen, reading: Reading, texts: Texts, step: Step,
): Generator<Subject<TextPlace>> {
  const { release } = reading;
  if (findings.length > 0) yield { findings, release, place: () => undefined };
  yield* subjectsOf(inputs, reading, texts, step);
  yield* contextSubjects(context, release, (file, lines) => texts.add(file, lines));
}

/** Resources that were not read as a whole. */
interface Tally {
  unread: number;
  parts: number;
}

/** What documents are read with. */
interface Reading {
  readonly release: IstioRelease;
  readonly kustomizations: Kustomizations;
  readonly tally: Tally;
}

function* subjectsOf(inputs: readonly Input[], reading: Reading, texts: Texts, step: Step): Generator<Subject<TextPlace>> {
  const { release } = reading;
  let bytes = 0;
  let documents = 0;
  for (const input of inputs) {
    const { file } = input;
    const text = input.read();
    if (typeof text !== 'string') {
      const { rule, line, column, ...detail } = text;
      const found = finding(rule, undefined, [], detail);
      const isPosition = line !== undefined && column !== undefined;
      const place = isPosition ? { source: { file, line, column }, endLine: line, endColumn: column + 1 } : undefined;
      yield { findings: [place ? found : { ...found, file }], release, place: () => place };
      continue;
    }
    const lines = new Lines(text);
    texts.add(file, lines);
    const isPlain = !mayBeUnbuilt(text);
    for (const document of readDocuments(text, lines)) {
      yield* ofDocument(document, input, lines, isPlain, reading);
      document.forget();
      step(bytes + document.end, ++documents);
    }
    bytes += input.bytes;
  }
}

/** The faults of a document, or the resources in it. */
function* ofDocument(
  document: TextDocument, input: Input, lines: Lines, isPlain: boolean, { release, kustomizations, tally }: Reading,
): Generator<Subject<TextPlace>> {
  const { file, cluster } = input;
  const patched = kustomizations.patched(file);
  const isPart = document.rest !== undefined;
  if (document.isUnreadResource && !isPart) tally.unread++;
  for (const { rule, path, offset, end, ...detail } of document.faults) {
    const place = (): TextPlace => placeOf(file, lines, { start: offset, end }, document.origin);
    yield { findings: [finding(rule, undefined, path, detail)], release, place };
  }
  if (document.value === undefined && !isPart) return;
  for (const { value, prefix } of resourcesOf(isPart ? document.rest : document.value)) {
    const part = { start: document.start, end: document.end, prefix };
    const place = (path: Finding['path']): TextPlace | undefined => {
      const span = document.locate([...prefix, ...path]);
      return span && { ...placeOf(file, lines, span, document.origin), document: part };
    };
    const sourceText = (path: Finding['path']): string | undefined => document.plainText([...prefix, ...path]);
    if (patched !== undefined && !isOfIstio(value)) continue; // a part of what it will be
    const template = templatePath(value);
    const unread = template ? finding(fileRules.template, undefined, template, TEMPLATE)
      : patched !== undefined ? patchFinding(patched)
        : isPlain ? undefined : unbuiltFinding(value, file, release, kustomizations);
    if (unread) {
      tally.unread++;
      yield { findings: [unread], release, place };
      continue;
    }
    const isNameless = !identify(value) && lacksKind(value);
    if (isPart && identify(value)) tally.parts++;
    const findings = isNameless ? { findings: [withoutKind()] } : {};
    yield { value, ...(isPart ? { isPart } : {}), ...findings, release, file, cluster, sourceText, place };
  }
}

function withoutKind(): Finding {
  const message = 'Expected apiVersion and kind as text beside metadata, got an object that does not say what it is';
  return finding(fileRules.notAResource, undefined, [], { message });
}
