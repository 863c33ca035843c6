import { fstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileRules } from '../../core/file-rules';
import { quote } from '../../core/quote';
import { type BadBytes, decode, isTooLarge, tooLarge } from '../../io/decode';
import { readBytes, reasonOf } from '../../io/read-file';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { type Found, search } from './folder';
import { isForeignJson } from './foreign-json';

/** A text to check, or why there is none. */
export interface Input {
  /** The name that findings have for it. */
  readonly file: string;
  readonly bytes: number;
  /** The cluster that it is for, when several are checked. */
  readonly cluster?: string;
  /** Read when it is asked for, so that one file is held at a time. */
  read(): string | BadBytes;
}

/** The name that findings have for standard input. */
export const STDIN = '<stdin>';
/** The path that stands for standard input. */
export const STDIN_PATH = '-';
const RESOURCES = '**/*.{yaml,yml,json}';

/** The inputs of a command, and the paths that they are from. */
export interface FoundInputs {
  readonly paths: readonly string[];
  readonly inputs: readonly Input[];
}

/** What is to be checked where no path is given: what is piped in, and where nothing is, the working folder. */
export async function inputsWithoutPath(terminal: Terminal): Promise<FoundInputs> {
  if (isPiped(terminal)) {
    const input = await fromStdin(terminal);
    if (input.bytes > 0) return { paths: [STDIN_PATH], inputs: [input] };
    terminal.stderr.write('Nothing on standard input: checking the working folder\n');
  }
  return { paths: ['.'], inputs: await findInputs(['.'], terminal) };
}

/**
 * Every text that paths name: files, folders, patterns and `-`. Each file once, whatever links name it; in order of name.
 *
 * @param separate true when each path is a cluster of its own, which may have a file of another one
 */
export async function findInputs(paths: readonly string[], terminal: Terminal, separate = false): Promise<Input[]> {
  const inputs = new Map<string, Input>();
  for (const path of paths) {
    for (const input of path === STDIN_PATH ? [await fromStdin(terminal)] : await fromPath(path, terminal.cwd)) {
      const file = realPath(resolve(terminal.cwd, input.file));
      const key = separate ? `${path}\0${file}` : file;
      if (!inputs.has(key)) inputs.set(key, separate ? { ...input, cluster: path } : input);
    }
  }
  return [...inputs.values()];
}

/** False for a terminal and for a device such as /dev/null, from which nothing is piped in. */
function isPiped({ stdin: { isTTY, fd } }: Terminal): boolean {
  return !isTTY && (fd === undefined || !fstatSync(fd).isCharacterDevice());
}

async function fromStdin({ stdin }: Terminal): Promise<Input> {
  if (stdin.isTTY) throw new UsageError('Expected YAML on standard input, got a terminal: pipe something in, such as kustomize build . | cdk8s-istio check -');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.length;
    if (!isTooLarge(bytes)) chunks.push(chunk); // what is too large is counted, not kept
  }
  return { file: STDIN, bytes, read: () => (isTooLarge(bytes) ? tooLarge(bytes) : decode(Buffer.concat(chunks))) };
}

async function fromPath(path: string, cwd: string): Promise<Input[]> {
  const stats = statsOf(resolve(cwd, path));
  if (typeof stats === 'string') return [unreadable(shortPath(path, cwd), `Expected a file or a folder, got ${stats}`)];
  if (stats?.isDirectory()) {
    const found = await search(RESOURCES, { cwd: resolve(cwd, path), caseSensitiveMatch: false });
    return inputsOf(found, path, cwd).filter(({ file, bytes }) => !isForeignJson(resolve(cwd, file), bytes));
  }
  if (stats) return [fromFile(path, cwd)];
  const { isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(path)) return [unreadable(shortPath(path, cwd), `Expected a file or a folder, got nothing at ${quote(path)}`)];
  const found = await search(path.split(sep).join('/'), { cwd });
  const inputs = inputsOf(found, '.', cwd);
  return inputs.length > 0 ? inputs : [unreadable(path, `Expected files that match ${quote(path)}, got none`)];
}

function inputsOf({ files, unreadable: folders }: Found, from: string, cwd: string): Input[] {
  return [
    ...folders.map(({ folder, reason }) => unreadable(shortPath(folder, cwd), `Expected a folder that can be searched, got ${reason}`)),
    ...files.map((file) => fromFile(isAbsolute(file) ? file : join(from, file), cwd)),
  ];
}

/** What is at a path: `undefined` when nothing is, and why, when the system does not say. */
function statsOf(path: string): Stats | string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return reasonOf(error);
  }
}

/** Two paths of one file are equal behind their links. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function fromFile(path: string, cwd: string): Input {
  const absolute = resolve(cwd, path);
  const stats = statsOf(absolute);
  return {
    file: shortPath(path, cwd),
    bytes: typeof stats === 'object' ? stats.size : 0,
    read() {
      const bytes = readBytes(absolute);
      return 'rule' in bytes ? bytes : decode(bytes);
    },
  };
}

function unreadable(file: string, message: string): Input {
  return { file, bytes: 0, read: () => ({ rule: fileRules.unreadable, message }) };
}

/** A path as findings have it: from the working folder, with slashes, the same on every system. */
function shortPath(path: string, cwd: string): string {
  const from = isAbsolute(path) ? relative(cwd, path) : join(path);
  return (from.startsWith('..') && isAbsolute(path) ? path : from || '.').split(sep).join('/');
}
