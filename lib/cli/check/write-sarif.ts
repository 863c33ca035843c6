import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allRules } from '../../analysis/all-rules';
import { isUnread } from '../../core/file-rules';
import { type Finding, type RelatedResource, renderPath, renderResource, type SourceLocation } from '../../core/finding';
import type { RuleDoc } from '../../core/rule';
import type { SuppressedFinding } from '../../core/suppression/acknowledgement';
import type { Report } from '../input/report';
import { upstreamPage } from '../pages/upstream-page';
import { version } from '../version';

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The findings as SARIF 2.1.0, the format of code scanning. */
export function writeSarif({ findings, suppressed, places }: Report): string {
  const all: readonly (Finding | SuppressedFinding)[] = [...findings, ...suppressed];
  const docs = new Map(allRules().map((rule) => [rule.id as string, rule as RuleDoc]));
  const spoken = [...new Set(all.map(({ rule }) => rule))].sort();
  const seen = new Map<string, number>();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-istio', semanticVersion: version(), rules: spoken.map((id) => ruleOf(id, docs.get(id))) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: !findings.some(({ rule }) => isUnread(rule)) }],
        results: all.map((found) => resultOf(found, spoken.indexOf(found.rule), places, seen)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
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

function resultOf(found: Finding | SuppressedFinding, ruleIndex: number, places: Report['places'], seen: Map<string, number>): object {
  const { rule, severity, message, fix, related = [] } = found;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: fix === undefined ? message : `${message}\nFix: ${fix}` },
    locations: [locationOf(found, places)],
    ...(related.length === 0 ? {} : {
      relatedLocations: related.map((other, id) => ({ id, message: { text: nameOf(other) }, ...locationOf(other, places) })),
    }),
    partialFingerprints: { 'cdk8s-istio/v1': fingerprint(found, seen) },
    ...('suppressed' in found ? { suppressions: [suppressionOf(found)] } : {}),
  };
}

function locationOf({ resource, path, construct, source }: RelatedResource, places: Report['places']): object {
  const place = source && places.of(source);
  const region = source && {
    startLine: source.line,
    startColumn: source.column,
    ...(place ? { endLine: place.endLine, endColumn: place.endColumn } : {}),
  };
  return {
    ...(source ? { physicalLocation: physical(source, region!) } : {}),
    logicalLocations: [
      { fullyQualifiedName: nameOf({ resource, ...(path ? { path } : {}) }), kind: resource.kind === 'File' ? 'module' : 'resource' },
      ...(construct === undefined ? [] : [{ fullyQualifiedName: construct, kind: 'object' }]),
    ],
  };
}

function physical({ file }: SourceLocation, region: object): object {
  const uri = isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri }, region };
}

function nameOf({ resource, path = [] }: RelatedResource): string {
  return `${renderResource(resource)} ${renderPath(path)}`.trimEnd();
}

/** The same for the same finding wherever its file moves and whatever lines are added above it. */
function fingerprint({ rule, resource, path }: Finding, seen: Map<string, number>): string {
  const identity = JSON.stringify([rule, resource.apiVersion, resource.kind, resource.namespace ?? '', resource.name, path]);
  const before = seen.get(identity) ?? 0;
  seen.set(identity, before + 1);
  return `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}:${before + 1}`;
}

function suppressionOf({ suppressed: { by, reason, source } }: SuppressedFinding): object {
  return {
    kind: by === 'config' ? 'external' : 'inSource',
    ...(reason === undefined ? {} : { justification: reason }),
    ...(source ? { location: { physicalLocation: physical(source, { startLine: source.line, startColumn: source.column }) } } : {}),
  };
}
