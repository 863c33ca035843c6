import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../lib/core/finding';

/** The map of a compiled file, and the folder that its sources are named from; `undefined` when it has none that can be read. */
const maps = new Map<string, { readonly map: SourceMap; readonly folder: string } | undefined>();

/**
 * The place in the source that a place in compiled code comes from; the same place when that is not known. Loaders that compile on the
 * way (ts-node, tsx) and `node --enable-source-maps` name sources in the stack already: those have no map of their own.
 */
export function originalOf(compiled: SourceLocation): SourceLocation {
  const { file, line, column } = compiled;
  if (!maps.has(file)) maps.set(file, readMap(file));
  const known = maps.get(file);
  // Node counts from 0 here.
  const entry = known?.map.findEntry(line - 1, column - 1);
  if (!known || !entry || !('originalSource' in entry)) return compiled;
  const source = pathOf(entry.originalSource, known.folder);
  return source === undefined ? compiled : { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function readMap(file: string): { readonly map: SourceMap; readonly folder: string } | undefined {
  try {
    const url = [...readFileSync(file, 'utf8').matchAll(/^[ \t]*\/\/[#@] ?sourceMappingURL=(\S+)[ \t]*$/gm)].pop()?.[1];
    if (url === undefined) return undefined;
    const data = /^data:application\/json[^,]*?(;base64)?,(.*)$/.exec(url);
    const at = data ? file : resolve(dirname(file), url.startsWith('file:') ? fileURLToPath(url) : decodeURIComponent(url));
    const text = data ? Buffer.from(decodeURIComponent(data[2]!), data[1] ? 'base64' : 'utf8').toString('utf8') : readFileSync(at, 'utf8');
    const payload = JSON.parse(text) as SourceMapPayload;
    return { map: new SourceMap(payload), folder: resolve(dirname(at), payload.sourceRoot?.replace(/^file:\/\//, '') ?? '') };
  } catch {
    return undefined; // A map that is missing or broken costs the finding its line in the source, not the finding.
  }
}

/** The file that a map means; a name that a bundler made up is none. */
function pathOf(source: string, folder: string): string | undefined {
  if (source.startsWith('file:')) return fileURLToPath(source);
  if (/^[a-z][a-z+.-]+:/i.test(source)) return undefined;
  return isAbsolute(source) ? source : resolve(folder, source);
}
