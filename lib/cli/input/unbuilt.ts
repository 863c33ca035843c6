import { dirname } from 'node:path';
import type { Located } from '../../analysis/pipeline';
import { fileRules } from '../../core/file-rules';
import type { Finding, Path } from '../../core/finding';
import { isObject } from '../../core/is-object';
import type { IstioRelease } from '../../core/release';
import { finding } from '../../core/rule';
import { type Builder, builderOf, directivePath } from '../../io/placeholder';
import { checkResource } from '../../kinds/check-resource';
import type { Kustomizations } from './kustomizations';
import { plural } from './report';
import type { TextPlace } from './texts';

type Found = Located<TextPlace>;

/**
 * That a resource of Istio is a part of a source which something builds first: a patch, or a text with placeholders where a value is wrong
 * because of one. Other findings of it would be about what it never becomes.
 */
export function unbuiltFinding(value: unknown, file: string, release: IstioRelease, kustomizations: Kustomizations): Finding | undefined {
  if (!isOfIstio(value)) return undefined;
  const directive = directivePath(value);
  if (directive) return unbuilt(directive, 'Expected a resource, got a patch', 'kustomize', file, kustomizations);
  for (const { path, severity } of checkResource(value, release).findings) {
    const builder = severity === 'error' ? builderAt(value, path) : undefined;
    if (builder) return unbuilt(path, 'Expected a value, got a placeholder', builder, file, kustomizations);
  }
  return undefined;
}

/** True for an object of a group of Istio. */
export function isOfIstio(value: unknown): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && value.apiVersion.includes('.istio.io/');
}

/** That a file is a patch which a kustomization lists. */
export function patchFinding(folder: string): Finding {
  return finding(fileRules.unbuilt, undefined, [], { message: `Expected a resource, got a patch of ${folder}`, fix: kustomizeBuild(folder) });
}

function unbuilt(path: Path, message: string, builder: Builder, file: string, kustomizations: Kustomizations): Finding {
  const fix = builder === 'kustomize' ? kustomizeBuild(kustomizations.built(file) ?? 'FOLDER') : envsubst(file);
  return finding(fileRules.unbuilt, undefined, path, { message, fix });
}

/** What fills in the value at a path: the value itself, an entry of it, or the key that leads to it. */
function builderAt(value: unknown, path: Path): Builder | undefined {
  let at: unknown = value;
  for (const step of path) at = typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined;
  const texts = [path.at(-1), ...Array.isArray(at) ? at as unknown[] : [at]];
  return texts.map((text) => (typeof text === 'string' ? builderOf(text) : undefined)).find((builder) => builder !== undefined);
}

function kustomizeBuild(folder: string): string {
  return `build it first: kustomize build ${folder} | cdk8s-istio check -`;
}

function envsubst(file: string): string {
  return `fill it in first: envsubst < ${file} | cdk8s-istio check -`;
}

/** One finding for all parts of a source: of a kustomization, or of a folder with files that have placeholders. */
export function oneFindingPerSource(findings: readonly Found[]): readonly Found[] {
  const sources = new Map<string, Set<string>>();
  for (const found of findings) {
    if (found.finding.rule !== fileRules.unbuilt.id) continue;
    const files = sources.get(sourceOf(found)) ?? new Set();
    sources.set(sourceOf(found), files.add(fileOf(found)));
  }
  const seen = new Set<string>();
  return findings.flatMap((found) => {
    if (found.finding.rule !== fileRules.unbuilt.id) return [found];
    const source = sourceOf(found);
    if (seen.has(source)) return [];
    seen.add(source);
    const files = sources.get(source)!.size;
    return [files === 1 ? found : ofSeveral(found, files)];
  });
}

function sourceOf(found: Found): string {
  const { fix } = found.finding;
  return isEnvsubst(found) ? dirname(fileOf(found)) : fix!;
}

function isEnvsubst(found: Found): boolean {
  return found.finding.fix === envsubst(fileOf(found));
}

function fileOf({ finding: { file = '' }, place }: Found): string {
  return place?.source.file ?? file;
}

function ofSeveral(found: Found, files: number): Found {
  const message = `Expected resources, got ${plural(files, 'file')} with patches or placeholders`;
  const { fix } = found.finding;
  return { ...found, finding: { ...found.finding, message, ...(isEnvsubst(found) ? { fix: envsubst('FILE') } : { fix }) } };
}
