import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { quote } from '../../core/quote';
import type { RuleDoc } from '../../core/rule';
import { type BadBytes, decode, isTooLarge, tooLarge } from '../../io/decode';
import { fileRules } from '../../core/file-rules';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** A text to check, or why there is none. */
export interface Input {
  /** The name that findings have for it. */
  readonly file: string;
  readonly bytes: number;
  /** Read when it is asked for, so that one file is held at a time. */
  read(): string | BadBytes;
}

const STDIN = '<stdin>';
const EXTENSIONS = '{yaml,yml,json}';

/** Every text that paths name: files, folders, patterns and `-`. Each file once, folders and patterns in order of name. */
export async function findInputs(paths: readonly string[], terminal: Terminal): Promise<Input[]> {
  const inputs = new Map<string, Input>();
  for (const path of paths) {
    for (const input of path === '-' ? [await fromStdin(terminal)] : await fromPath(path, terminal.cwd)) {
      const key = resolve(terminal.cwd, input.file);
      if (!inputs.has(key)) inputs.set(key, input);
    }
  }
  return [...inputs.values()];
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
  const found = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  if (found?.isDirectory()) return fromFolder(path, cwd);
  if (found) return [fromFile(shown(path, cwd), cwd)];
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(path)) return [unreadable(shown(path, cwd), `Expected a file or a folder, got nothing at ${quote(path)}`)];
  const files = await glob(path.split(sep).join('/'), { cwd, ignore: ['**/node_modules/**'], expandDirectories: false });
  if (files.length === 0) return [unreadable(path, `Expected files that match ${quote(path)}, got none`)];
  return files.sort().map((file) => fromFile(shown(file, cwd), cwd));
}

async function fromFolder(path: string, cwd: string): Promise<Input[]> {
  const { glob } = await import('tinyglobby');
  const files = await glob(`**/*.${EXTENSIONS}`, {
    cwd: resolve(cwd, path), ignore: ['**/node_modules/**'], expandDirectories: false, caseSensitiveMatch: false,
  });
  return files.sort().filter((file) => !isForeignJson(resolve(cwd, path, file))).map((file) => fromFile(shown(join(path, file), cwd), cwd));
}

/** JSON that somebody else reads, such as tsconfig.json with its comments: nobody named it, and it is no resource. */
function isForeignJson(file: string): boolean {
  if (!file.toLowerCase().endsWith('.json')) return false;
  try {
    const text = readFileSync(file, 'utf8');
    return !text.includes('"apiVersion"') && (/^\s*(?:\/\/|\/\*)/m.test(text) || isJson(text));
  } catch {
    return false; // said when it is read
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function fromFile(file: string, cwd: string): Input {
  const path = resolve(cwd, file);
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    file,
    bytes,
    read() {
      if (isTooLarge(bytes)) return tooLarge(bytes);
      try {
        return decode(readFileSync(path));
      } catch (error) {
        return bad(fileRules.unreadable, `Expected a file that can be read, got ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
      }
    },
  };
}

function unreadable(file: string, message: string): Input {
  return { file, bytes: 0, read: () => bad(fileRules.unreadable, message) };
}

function bad(rule: RuleDoc, message: string): BadBytes {
  return { rule, message };
}

/** A path as findings have it: from the working folder, with slashes, the same on every system. */
function shown(path: string, cwd: string): string {
  const from = isAbsolute(path) ? relative(cwd, path) : join(path);
  return (from.startsWith('..') && isAbsolute(path) ? path : from).split(sep).join('/');
}
