import { relative, resolve } from 'node:path';
import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';
import { decode } from '../io/decode';
import type { TextDocument } from '../io/documents';
import { Lines } from '../io/lines';
import { readOrReason } from '../io/read-file';
import { firstDocument, writtenMeshConfig } from './found-mesh-config';
import type { MeshConfigSpec } from './mesh-config';
import { type MeshConfigProblem, readMeshConfig } from './read-mesh-config';

/** A MeshConfig as a user gives it: its fields, or a text of YAML with them, or the path of a file with that. */
export type MeshConfigInput = MeshConfigSpec | string;

/** A part of a MeshConfig that is wrong, and where it stands. */
export interface GivenProblem extends MeshConfigProblem {
  /** The line in the file that has it, if a file does. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}

/** A MeshConfig that was given, without what is wrong in it, and that. */
export interface GivenMeshConfig {
  readonly config: MeshConfigSpec;
  readonly problems: readonly GivenProblem[];
  /** Why it cannot be read at all. */
  readonly unread?: string;
  /** The file that it was read from. */
  readonly file?: string;
}

/**
 * Reads a MeshConfig that was given. A file may also have the ConfigMap `istio`, as kubectl gets it from a cluster, or an IstioOperator.
 *
 * @param folder the folder that a path starts from
 */
export function givenMeshConfig(given: unknown, folder: string): GivenMeshConfig {
  if (typeof given !== 'string') return readMeshConfig(given);
  return isText(given) ? ofText(given, undefined) : ofFile(given, folder);
}

/** The MeshConfig of fields or of a text; of anything else there is none. */
export function meshConfigOf(given: unknown): MeshConfigSpec {
  return typeof given === 'string' ? ofText(given, undefined).config : readMeshConfig(given).config;
}

/** A path has neither lines nor a key with a value. */
function isText(given: string): boolean {
  return /\n|: |\{|:$/.test(given.trim());
}

function ofFile(path: string, folder: string): GivenMeshConfig {
  const absolute = resolve(folder, path);
  const read = readOrReason(absolute);
  const text = typeof read === 'object' ? decode(read) : undefined;
  const fromHere = relative(process.cwd(), absolute);
  const file = fromHere.startsWith('..') ? absolute : fromHere;
  if (typeof text === 'string') return ofText(text, file);
  const reason = typeof read === 'string' ? read : typeof read === 'number' ? 'more than 32 MiB' : 'text that is not UTF-8';
  return { config: {}, problems: [], file, unread: `Expected a file with a MeshConfig, got ${reason}: ${path}` };
}

function ofText(text: string, file: string | undefined): GivenMeshConfig {
  const document = firstDocument(text);
  const more = file === undefined ? {} : { file };
  const [fault] = document?.faults ?? [];
  if (fault) return { config: {}, problems: [], ...more, unread: `Expected the YAML of a MeshConfig, got ${fault.message}` };
  if (document?.value === undefined || document.value === null) return { config: {}, problems: [], ...more };
  const written = isObject<unknown>(document.value) && 'kind' in document.value ? writtenMeshConfig(document.value) : undefined;
  const { config, problems } = readMeshConfig(written ? written.value : document.value);
  const lines = new Lines(text);
  return {
    config,
    problems: problems.map((problem) => ({ ...problem, ...placeIn(document, lines, file, placeOf(problem.path, written)) })),
    ...more,
  };
}

function placeOf(path: Path, written: ReturnType<typeof writtenMeshConfig>): Path {
  return written?.isText ? written.path : [...written?.path ?? [], ...path];
}

function placeIn(document: TextDocument, lines: Lines, file: string | undefined, path: Path): Pick<GivenProblem, 'source'> {
  const span = file === undefined ? undefined : document.locate(path);
  return span && file !== undefined ? { source: { file, ...lines.position(span.start) } } : {};
}
