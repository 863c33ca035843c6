import { dirname } from 'node:path';
import { type Document, isMap, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { MeshAnalyzer } from '../analysis/define-analyzer';
import { aboutMeshConfig } from '../analysis/given-mesh-config';
import { ConfigError } from '../core/config-error';
import { configRules } from '../core/config-rules';
import { fieldRules } from '../core/field-rules';
import type { Finding, Path, SourceLocation } from '../core/finding';
import { isObject } from '../core/is-object';
import { packageRule } from '../core/package-rules';
import { DEFAULT_RELEASE } from '../core/release';
import { type Detail, finding, type RuleDoc } from '../core/rule';
import { acknowledgement } from '../core/suppression/acknowledgement';
import { insteadOfOff, meansOff, meantRule, wrongSeverity } from '../core/suppression/severities';
import { quote } from '../core/quote';
import { decode } from '../io/decode';
import { readDocuments } from '../io/documents';
import { Lines } from '../io/lines';
import { readOrReason } from '../io/read-file';
import { type GivenMeshConfig, givenMeshConfig } from '../mesh/given-mesh-config';
import { checkSchema } from '../values/check-schema';
import type { MeshConfig } from './mesh-config';
import { loadAnalyzers } from './load-analyzers';
import { contradictions, MESH_SETTINGS, type MeshSetting, wrongSetting } from './mesh-setting';
import { type ConfigFile, configSchema } from './schema';
import { tooMuch } from './too-much';

/**
 * Reads a configuration file.
 *
 * @throws ConfigError with everything that is wrong in it, each with its line
 */
export function readConfig(file: string): MeshConfig {
  const findings: Finding[] = [];
  const say: Say = (rule, path, detail, at) => {
    findings.push({ ...finding(rule, undefined, path, detail), ...(at ? { source: { file, ...at } } : { file }) });
  };
  const text = readText(file, say);
  const parsed = text === undefined ? undefined : parse(text, say);
  if (!parsed || findings.length > 0) throw new ConfigError(findings);

  const { value, positionOf } = parsed;
  const analyzers = analyzersOf(value, file, (index, reason, name) => {
    say(configRules.noAnalyzers, ['analyzers', index], { message: `Expected a module with analyzers, got ${reason}: ${name}` }, positionOf(['analyzers', index]));
  });
  checkSchema(configSchema, withoutPackageRules(value), [], DEFAULT_RELEASE, (rule, path, detail) => {
    const isUnknown = rule === fieldRules.unknown;
    const fix = path[0] === 'severities' ? severityFix(String(path[1]), value, isUnknown) ?? detail.fix : detail.fix;
    say(isUnknown ? configRules.unknownKey : configRules.wrongValue, path, {
      message: detail.message, ...(fix === undefined ? {} : { fix }),
    }, positionOf(path, isUnknown));
  });
  if (findings.length === 0) {
    for (const [rule, severity] of Object.entries((value as ConfigFile).severities ?? {})) {
      const wrong = packageRule(rule) && wrongSeverity(rule, severity, (named) => `acknowledge: [{ rule: ${named}, reason: why }]`);
      if (wrong !== undefined) say(configRules.wrongValue, ['severities', rule], { message: wrong }, positionOf(['severities', rule]));
    }
    const { meshConfig: kind } = value as { readonly meshConfig?: unknown };
    if (kind !== undefined && typeof kind !== 'string' && !isObject(kind)) {
      say(configRules.wrongValue, ['meshConfig'], { message: `Expected the fields of MeshConfig, YAML or a path, got ${quote(kind)}` }, positionOf(['meshConfig']));
    }
    for (const name of Object.keys(MESH_SETTINGS) as MeshSetting[]) {
      const given = (value as ConfigFile)[name];
      const wrong = given === undefined ? undefined : wrongSetting(name, given);
      if (wrong !== undefined) say(configRules.wrongValue, [name], { message: wrong }, positionOf([name]));
    }
  }
  const meshConfig = findings.length > 0 ? undefined : meshConfigIn(value, text!, file);
  for (const { name, message } of contradictions(value as ConfigFile, meshConfig?.config)) {
    say(configRules.contradiction, [name], { message }, positionOf([name]));
  }
  const about = meshConfig ? aboutMeshConfig(meshConfig, (path) => ({ file, ...positionOf(['meshConfig', ...path]) })) : [];
  findings.push(...about.filter(({ rule }) => rule === configRules.unreadable.id));
  if (findings.length > 0) throw new ConfigError(findings.sort(byPlace));

  const { severities = {}, acknowledge = [], skip = [], clusters, meshConfig: _, analyzers: names, ...settings } = value as ConfigFile;
  const place = (...path: readonly (string | number)[]) => ({ path, source: { file, ...positionOf(path) } });
  return {
    file,
    ...settings,
    ...(meshConfig ? { meshConfig, aboutMeshConfig: about } : {}),
    ...(analyzers.length > 0 ? { analyzers } : {}),
    skip,
    ...(clusters ? { clusters: Object.entries(clusters).map(([glob, cluster]) => ({ glob, cluster })) } : {}),
    severities: severities as MeshConfig['severities'],
    overrides: Object.entries(severities).map(([rule, severity]) => ({ rule, severity: severity!, place: place('severities', rule) })),
    acknowledged: acknowledge.map((given, i) => acknowledgement(given.rule, given.reason, 'config', place('acknowledge', i), given.resource)),
  };
}

/** The analyzers of the modules that the file names. */
function analyzersOf(value: unknown, file: string, refuse: (index: number, reason: string, name: string) => void): readonly MeshAnalyzer[] {
  const { analyzers } = value as { readonly analyzers?: unknown };
  if (!Array.isArray(analyzers)) return [];
  return analyzers.flatMap((name: unknown, index) => {
    if (typeof name !== 'string') return []; // the schema refuses it
    const loaded = loadAnalyzers(name, dirname(file));
    if (typeof loaded !== 'string') return loaded;
    refuse(index, loaded, name);
    return [];
  });
}

/** The file without severities of rules of packages: the schema lists the rules of this one. */
function withoutPackageRules(value: unknown): unknown {
  const { severities } = value as { readonly severities?: unknown };
  if (!isObject<unknown>(severities)) return value;
  return { ...value as object, severities: Object.fromEntries(Object.entries(severities).filter(([rule]) => !packageRule(rule))) };
}

/** The MeshConfig that the file gives. All of the file is read as text, but its numbers and booleans are those of YAML. */
function meshConfigIn(value: unknown, text: string, file: string): GivenMeshConfig | undefined {
  const { meshConfig } = value as { readonly meshConfig?: unknown };
  if (meshConfig === undefined) return undefined;
  if (typeof meshConfig === 'string') return givenMeshConfig(meshConfig, dirname(file));
  const [document] = readDocuments(text);
  return givenMeshConfig((document!.value as { readonly meshConfig?: unknown }).meshConfig, dirname(file));
}

/** What to write in `severities`; nearly every rule would be listed for one that is unknown. */
function severityFix(rule: string, file: unknown, isUnknown: boolean): string | undefined {
  if (isUnknown) return meantRule(rule);
  const { severities } = file as { readonly severities?: unknown };
  if (!isObject(severities) || !meansOff(severities[rule])) return undefined;
  return insteadOfOff(rule, (named) => `acknowledge: [{ rule: ${named}, reason: why }]`);
}

function byPlace({ source: a }: Finding, { source: b }: Finding): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

type Say = (rule: RuleDoc, path: Path, detail: Detail, at?: Omit<SourceLocation, 'file'>) => void;

function readText(file: string, say: Say): string | undefined {
  const read = readOrReason(file);
  const text = typeof read === 'object' ? decode(read) : undefined;
  if (typeof text === 'string') return text;
  const reason = typeof read === 'string' ? read : typeof read === 'number' ? 'more than 32 MiB' : 'text that is not UTF-8';
  say(configRules.unreadable, [], { message: `Expected a configuration file that can be read, got ${reason}: ${file}` });
  return undefined;
}

interface Parsed {
  readonly value: unknown;
  /** Where a value stands, or its key. */
  positionOf(path: Path, ofKey?: boolean): Omit<SourceLocation, 'file'>;
}

/** Reading is recursive, so depth is bounded first, as it is for the files that are checked. */
function isShallow(text: string, say: Say): boolean {
  const found = tooMuch(text);
  if (!found) return true;
  say(configRules.syntax, [], { message: found.message, fix: found.rule.fix }, new Lines(text).position(found.offset));
  return false;
}

function parse(text: string, say: Say): Parsed | undefined {
  if (!isShallow(text, say)) return undefined;
  const lines = new LineCounter();
  const at = (offset: number): Omit<SourceLocation, 'file'> => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  // Every setting is text: with this schema 1.30 is a release and not the number 1.3.
  const documents = parseAllDocuments(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const [document] = documents as Document.Parsed[];
  if (!document) return { value: {}, positionOf: () => ({ line: 1, column: 1 }) };
  for (const { message, pos } of (documents as Document.Parsed[]).flatMap(({ errors }) => errors)) {
    say(configRules.syntax, [], { message: `Expected YAML: ${message.split('\n')[0]}` }, at(pos[0]));
  }
  if (documents.length > 1) say(configRules.syntax, [], { message: `Expected one YAML document, got ${documents.length}` });
  const { range } = document.contents ?? {};
  const isEmpty = range === undefined || range === null || range[0] === range[1];
  try {
    return {
      value: isEmpty ? {} : document.toJS(),
      positionOf: (path, ofKey = false) => at(offsetOf(document, path, ofKey)),
    };
  } catch (cause) {
    say(configRules.syntax, [], { message: `Expected YAML: ${(cause as Error).message}` });
    return undefined;
  }
}

/** Where a path starts: its value, its key, or the innermost part of it that is there. */
function offsetOf(document: Document.Parsed, path: Path, ofKey: boolean): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const [i, step] of path.entries()) {
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === String(step)) : undefined;
    const inner = isSeq(node) ? node.items[Number(step)] : pair?.value;
    const found = (ofKey && i === path.length - 1 ? pair?.key : inner ?? pair?.key) as Node | undefined;
    if (!found?.range) break;
    offset = found.range[0];
    node = inner;
  }
  return offset;
}
