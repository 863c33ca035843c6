import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Subject } from '../analysis/pipeline';
import type { Finding, Path, Place, SourceLocation } from '../core/finding';
import type { IstioRelease } from '../core/release';
import { type Detail, finding, type RuleDoc } from '../core/rule';
import { decode } from '../io/decode';
import { readDocuments } from '../io/documents';
import { Lines } from '../io/lines';
import { readBytes, reasonOf } from '../io/read-file';
import { resourcesOf } from '../io/resources';

/** A file of context, and the cluster that it is of. */
export interface ContextFile {
  /** As findings name it. */
  readonly file: string;
  readonly path: string;
  readonly cluster?: string;
}

/** The part of a text, for those that show it. */
export interface ContextPlace extends Place {
  readonly source: SourceLocation;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The files that paths of context name: files, and what has the name of YAML or JSON in a folder and below; `-` is standard input. */
export function contextFiles(paths: readonly string[], folder: string, cwd = process.cwd()): readonly ContextFile[] {
  const named = paths.flatMap((path) => {
    const absolute = path === '-' ? '/dev/stdin' : resolve(folder, path);
    return isFolder(absolute) ? filesBelow(absolute) : [absolute];
  });
  return [...new Set(named)].map((path) => ({ path, file: nameOf(path, cwd) }));
}

/** What stands in files of context; what cannot be read in them is a finding, as it would be taken to be missing. */
export function* contextSubjects(
  files: readonly ContextFile[], release: IstioRelease, onText: (file: string, lines: Lines) => void = () => undefined,
): Generator<Subject<ContextPlace>> {
  for (const { file, path, cluster } of files) {
    const bytes = readBytes(path);
    const text = 'rule' in bytes ? bytes : decode(bytes);
    if (typeof text !== 'string') {
      yield { findings: [unreadable(text.rule, text, file)], release, place: () => undefined };
      continue;
    }
    const lines = new Lines(text);
    onText(file, lines);
    for (const document of readDocuments(text, lines)) {
      const placeAt = (start: number, end: number): ContextPlace => {
        const { line: endLine, column: endColumn } = lines.position(end);
        return { source: { file, ...lines.position(start) }, endLine, endColumn };
      };
      for (const { rule, path: at, offset, end, ...detail } of document.faults.filter((fault) => fault.rule.severity === 'error')) {
        yield { findings: [finding(rule, undefined, at, detail)], release, place: () => placeAt(offset, end) };
      }
      for (const { value, prefix } of document.value === undefined ? [] : resourcesOf(document.value)) {
        const place = (at: Path): ContextPlace | undefined => {
          const span = document.locate([...prefix, ...at]);
          return span && placeAt(span.start, span.end);
        };
        yield { value, isContext: true, release, file, ...(cluster === undefined ? {} : { cluster }), place };
      }
      document.forget();
    }
  }
}

function unreadable(rule: RuleDoc, detail: Detail, file: string): Finding {
  return { ...finding(rule, undefined, [], { message: detail.message }), file };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // a finding when it is read
  }
}

function filesBelow(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => !entry.isDirectory() && /\.(?:ya?ml|json)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)).sort();
  } catch (error) {
    throw new RangeError(`Expected a folder of context that can be searched, got ${reasonOf(error)}: ${folder}`);
  }
}

function nameOf(path: string, cwd: string): string {
  const name = relative(cwd, path);
  return name === '' || name.startsWith('..') ? path : name.split('\\').join('/');
}
