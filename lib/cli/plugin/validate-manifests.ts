import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../core/config-error';
import { configRules } from '../../core/config-rules';
import { CONSTRUCT_MAP, ConstructMap, type MadeBy } from '../../core/construct-map';
import { FAIL_ON } from '../../core/fail-on';
import { type Finding, renderPath, renderResource, renderSubject, type ResourceId, type SourceLocation } from '../../core/finding';
import { isObject } from '../../core/is-object';
import { choices, quote } from '../../core/quote';
import { DEFAULT_RELEASE, RELEASES } from '../../core/release';
import { finding } from '../../core/rule';
import { closest } from '../../core/suggest';
import { checkInputs } from '../input/check-inputs';
import { configurationOf, inClusters, withoutSkipped } from '../input/configuration';
import { exitCode, EXIT } from '../input/exit-code';
import { findInputs } from '../input/inputs';
import { seenOf } from '../input/seen';
import { countsOf } from '../input/report';
import type { IstioValidationProps, ValidationContext, Violation } from './validation';

/** Checks the manifests of a synth, and reports to the CLI. */
export async function validateManifests(properties: IstioValidationProps, context: ValidationContext): Promise<void> {
  const { report } = context;
  try {
    const { failOn: asked, release: wanted, config: file, ...mesh } = checkedProperties(properties);
    const terminal = { ...process, cwd: process.cwd(), env: process.env };
    const config = await configurationOf(file, terminal);
    const found = await withoutSkipped(await findInputs(context.manifests, terminal), config, terminal.cwd);
    const inputs = await inClusters(found, config, terminal.cwd);
    const release = wanted ?? config?.release ?? DEFAULT_RELEASE;
    const seen = await seenOf(mesh, config, terminal.cwd);
    const checked = checkInputs(inputs, { release, scope: 'mesh', cwd: terminal.cwd, config, seen }, () => undefined);
    addViolations(context, checked.findings.map((located) => located.finding));
    const { errors, warnings, infos } = countsOf(checked.findings);
    const counts = { resources: checked.resources, errors, warnings, infos, suppressed: checked.suppressed.length };
    const texts = Object.entries(counts).map(([name, count]) => [name, String(count)]);
    const failOn = asked ?? config?.failOn ?? 'error';
    const status = exitCode(checked.findings, failOn) === EXIT.fine ? 'success' : 'failure';
    report.submit(status, { istio: release, ...Object.fromEntries(texts) as Record<string, string> });
  } catch (error) {
    // What is wrong with the configuration is a violation like others; the CLI shows anything else.
    if (!(error instanceof ConfigError)) throw error;
    addViolations(context, error.findings);
    report.submit('failure');
  }
}

/** What a property can be. */
interface Property {
  readonly expected: string;
  readonly isRight: (value: unknown) => boolean;
  readonly fix: (name: string) => string;
}

const IN_QUOTES = (name: string): string => `write ${name} as text, in quotes`;

function words(all: readonly string[]): Property {
  return { expected: choices(all), isRight: (value) => all.includes(value as string), fix: IN_QUOTES };
}

/** The properties, when each is one and has a value that it can have. */
function checkedProperties(properties: IstioValidationProps): IstioValidationProps {
  const known: Readonly<Record<keyof IstioValidationProps, Property>> = {
    release: words(RELEASES),
    failOn: words(FAIL_ON),
    config: { expected: 'the path of a file', isRight: (value) => typeof value === 'string', fix: IN_QUOTES },
    world: words(['open', 'closed']),
    context: {
      expected: 'a list of paths', isRight: (value) => Array.isArray(value) && value.every((path) => typeof path === 'string'),
      fix: () => 'write the paths as a list',
    },
    meshConfig: {
      expected: 'the fields of MeshConfig, YAML or the path of a file', isRight: (value) => typeof value === 'string' || isObject(value),
      fix: () => 'write the path of a file',
    },
  };
  const file = 'cdk8s.yaml';
  const wrong = Object.entries(properties).flatMap(([name, value]): Finding[] => {
    const path = ['validations', 'properties', name];
    if (!Object.hasOwn(known, name)) {
      const fix = `write ${closest(name, Object.keys(known)) ?? choices(Object.keys(known))}`;
      return [{ ...finding(configRules.unknownKey, undefined, path, { message: `Unknown property ${quote(name)} of IstioValidation`, fix }), file }];
    }
    const { expected, isRight, fix } = known[name as keyof typeof known];
    if (isRight(value)) return [];
    const message = `Expected ${expected} for ${name}, got ${quote(value)}`;
    return [{ ...finding(configRules.wrongValue, undefined, path, { message, fix: fix(name) }), file }];
  });
  if (wrong.length > 0) throw new ConfigError(wrong);
  return properties;
}

/** Adds each finding. What is the same for several resources is one violation, as the CLI prints the words of each only once. */
function addViolations(context: ValidationContext, findings: readonly Finding[]): void {
  const makersOf = new Makers(context);
  const violations = new Map<string, Violation & { violatingResources: Violation['violatingResources'][number][] }>();
  for (const found of findings) {
    const { rule, severity, message, aliases, fix = '' } = found;
    const recommendation = `${severity}: ${message}${aliases ? ` (${aliases.join(', ')})` : ''}`;
    const key = JSON.stringify([rule, recommendation, fix]);
    if (!violations.has(key)) violations.set(key, { ruleName: rule, recommendation, fix, violatingResources: [] });
    const resourceName = nameOf(found);
    const makers = makersOf.of(found.resource);
    // The CLI looks construct paths up by this name, which is no other resource's.
    if (makers.length === 1) context.metadata[resourceName] = { path: makers[0]!.construct };
    violations.get(key)!.violatingResources.push({
      resourceName,
      manifestPath: found.source?.file ?? found.file ?? '',
      locations: locationsOf(found, makers, context.stdout ?? false),
      finding: makers.length === 1 ? { ...found, construct: makers[0]!.construct } : found,
    });
  }
  for (const violation of violations.values()) context.report.addViolation(violation);
}

/** A name that nothing else has: of a resource with its group, where Kubernetes has a kind of that name too. */
function nameOf({ resource, construct, source, file }: Finding): string {
  if (!resource) return renderSubject({ construct, source, file });
  const [group] = resource.apiVersion.includes('/') ? resource.apiVersion.split('/') : [''];
  const isPlain = group === '' || group!.endsWith('.istio.io');
  return renderResource(isPlain ? resource : { ...resource, kind: `${resource.kind}.${group}` });
}

function locationsOf({ path, source, related = [] }: Finding, makers: readonly MadeBy[], stdout: boolean): string[] {
  const place = ({ file, line, column }: SourceLocation): string => `${file}:${line}:${column}`;
  const written = (at: SourceLocation): string => place(stdout ? { ...at, file: 'STDOUT' } : at);
  const field = renderPath(path);
  return [
    source ? `${field} (${written(source)})`.trimStart() : field,
    ...makers.length === 1 && makers[0]!.source ? [`made at ${place(makers[0]!.source)}`] : [],
    ...makers.length > 1 ? [`made by one of ${makers.map(({ construct }) => construct).join(', ')}`] : [],
    ...related.map((other) => (
      `see also ${renderSubject(other)}` + (other.source ? ` (${written(other.source)})` : '')
    )),
  ].filter((location) => location !== '');
}

/** Which constructs can have made a resource: as the synth says, or else as cdk8s does, which knows resources by name alone. */
class Makers {
  private readonly map: ConstructMap | undefined;
  private named: ReadonlyMap<string, number> | undefined;

  public constructor(private readonly context: ValidationContext) {
    this.map = readMap(context.manifests);
  }

  /** One construct, or several that it cannot tell apart; none for what cdk8s did not make, or knows too little of. */
  public of(id: ResourceId | undefined): readonly MadeBy[] {
    if (!id) return [];
    if (this.map) return this.map.of(id);
    if (!Object.hasOwn(this.context.metadata, id.name)) return [];
    this.named ??= countNames(this.context);
    // Of several resources of one name cdk8s kept the path of the last one.
    return this.named.get(id.name) === 1 ? [{ construct: this.context.metadata[id.name]!.path }] : [];
  }
}

/** The record that the synth wrote beside the manifests, or above them when each chart has a folder. */
function readMap(manifests: readonly string[]): ConstructMap | undefined {
  for (const folder of new Set(manifests.flatMap((file) => [dirname(file), dirname(dirname(file))]))) {
    try {
      return ConstructMap.parse(readFileSync(join(folder, CONSTRUCT_MAP), 'utf8'));
    } catch {
      // not there
    }
  }
  return undefined;
}

function countNames(context: ValidationContext): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  type Document = { readonly metadata?: { readonly name?: string } } | null;
  const documents = context.manifests.flatMap((file) => context.parseManifest(file) as Document[]);
  for (const document of documents) {
    const name = document?.metadata?.name;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
