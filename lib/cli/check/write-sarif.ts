import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allRules } from '../../analysis/all-rules';
import type { Located } from '../../analysis/pipeline';
import { isUnread } from '../../core/file-rules';
import { type Finding, type RelatedResource, renderSubject } from '../../core/finding';
import type { RuleDoc } from '../../core/rule';
import { cut, MESSAGE, shownJson } from '../../core/shown';
import type { SuppressedFinding } from '../../core/suppression/acknowledgement';
import type { Report } from '../input/report';
import { correctionOf } from '../fix/correction';
import type { TextPlace, Texts } from '../input/texts';
import { upstreamPage } from '../pages/upstream-page';
import { version } from '../../core/version';
import { bounded } from './bounded';
import { jsonList } from './json-list';

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The findings as SARIF 2.1.0, the format of code scanning. */
export function* writeSarif({ findings, suppressed, texts }: Report): Generator<string> {
  const all: readonly Located<TextPlace, Finding | SuppressedFinding>[] = [...findings, ...suppressed];
  const docs = new Map(allRules().map((rule) => [rule.id as string, rule as RuleDoc]));
  const spoken = [...new Set(all.map(({ finding }) => finding.rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-istio', semanticVersion: version(), rules: spoken.map((id) => ruleOf(id, docs.get(id))) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: !findings.some(({ finding }) => isUnread(finding.rule)) }],
        results: [],
      },
    ],
  };
  const [head, tail] = shownJson(log).split(NO_RESULTS) as [string, string];
  yield `${head}"results": `;
  yield* jsonList(results(all, spoken, texts), RESULTS_INDENT);
  yield `${tail}\n`;
}

/** Where the results of the run stand in a log without any. */
const NO_RESULTS = '"results": []';
const RESULTS_INDENT = ' '.repeat(6);

function* results(
  all: readonly Located<TextPlace, Finding | SuppressedFinding>[], rules: readonly string[], texts: Texts,
): Generator<object> {
  const seen = new Map<string, number>();
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  for (const located of all) yield { ...resultOf(located, indexes.get(located.finding.rule)!, seen), ...fixesOf(located, texts) };
}

function ruleOf(id: string, doc: RuleDoc | undefined): object {
  if (!doc) return { id };
  const page = upstreamPage(doc.aliases);
  const text = `${doc.why} Fix: ${doc.fix}.`;
  return {
    id,
    shortDescription: { text: `${doc.summary}.` },
    fullDescription: { text: doc.why },
    help: { text, markdown: `**${doc.summary}.** ${doc.why}\n\nFix: ${doc.fix}.\n\nMore: \`cdk8s-istio explain ${id}\`` },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: LEVEL[doc.severity] },
    properties: { tags: ['istio', doc.authority, ...doc.aliases ?? []] },
  };
}

function resultOf(
  { finding: found, place, related: places }: Located<TextPlace, Finding | SuppressedFinding>, ruleIndex: number, seen: Map<string, number>,
): object {
  const short = bounded(found);
  const { rule, severity, message, fix, related = [] } = short;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: fix === undefined ? message : `${message}\nFix: ${fix}` },
    locations: [locationOf(short, place)],
    ...(related.length === 0 ? {} : {
      relatedLocations: related.map((other, id) => ({ id, message: { text: renderSubject(other) }, ...locationOf(other, places[id]) })),
    }),
    ...(short.moreRelated === undefined ? {} : { properties: { moreRelated: short.moreRelated } }),
    partialFingerprints: { 'cdk8s-istio/v1': fingerprint(found, seen) },
    ...('suppressed' in short ? { suppressions: [suppressionOf(short)] } : {}),
  };
}

/** The edits of a finding as regions of its file, for programs that make them. */
function fixesOf(located: Located<TextPlace>, texts: Texts): object {
  const correction = correctionOf(located, texts);
  if (!correction || 'reason' in correction) return {};
  const { file, changes } = correction;
  const replacements = changes.map(({ start, end, text }) => {
    const [from, to] = [texts.position(file, start), texts.position(file, end)];
    const deletedRegion = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    return { deletedRegion, ...(text === '' ? {} : { insertedContent: { text } }) };
  });
  const description = { text: cut(located.finding.fix!, MESSAGE) };
  return { fixes: [{ description, artifactChanges: [{ ...physical(file), replacements }] }] };
}

function locationOf(about: RelatedResource & Pick<Finding, 'file'>, place: TextPlace | undefined): object {
  const { resource, construct, source, file = source?.file } = about;
  const region = source && {
    startLine: source.line,
    startColumn: source.column,
    ...(place ? { endLine: place.endLine, endColumn: place.endColumn } : {}),
  };
  const isNamed = resource !== undefined || construct === undefined;
  return {
    ...(file === undefined ? {} : { physicalLocation: physical(file, region) }),
    logicalLocations: [
      ...(isNamed ? [{ fullyQualifiedName: renderSubject(about), kind: resource ? 'resource' : file === undefined ? 'parameter' : 'module' }] : []),
      ...(construct === undefined ? [] : [{ fullyQualifiedName: construct, kind: 'object' }]),
    ],
  };
}

function physical(file: string, region?: object): object {
  const uri = isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri }, ...(region ? { region } : {}) };
}

/** The same for the same finding wherever its file moves and whatever lines are added above it. */
function fingerprint({ rule, resource, construct, source, file = source?.file, path }: Finding, seen: Map<string, number>): string {
  const about = resource ? [resource.apiVersion, resource.kind, resource.namespace ?? '', resource.name]
    : construct === undefined ? ['', 'File', '', file] : ['', 'Construct', '', construct];
  const identity = JSON.stringify([rule, ...about, path]);
  const before = seen.get(identity) ?? 0;
  seen.set(identity, before + 1);
  return `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}:${before + 1}`;
}

function suppressionOf({ suppressed: { by, reason, source } }: SuppressedFinding): object {
  return {
    kind: by === 'config' ? 'external' : 'inSource',
    ...(reason === undefined ? {} : { justification: reason }),
    ...(source ? { location: { physicalLocation: physical(source.file, { startLine: source.line, startColumn: source.column }) } } : {}),
  };
}
