import { closeSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BadBytes, isTooLarge, tooLarge } from './decode';
import { fileRules } from '../core/file-rules';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'nothing at this path',
  ENOTDIR: 'a path through a file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a link that leads back to itself',
  ENAMETOOLONG: 'a path that is too long',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  ENOSPC: 'no space left on the device',
  EIO: 'an error of the device',
  ERR_INVALID_ARG_VALUE: 'a path with a NUL character',
};

/** Why the system refuses a file, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? code ?? message;
}

/** The bytes of a file, or the finding that it cannot be read. */
export function readBytes(path: string): Uint8Array | BadBytes {
  const read = readOrReason(path);
  if (typeof read === 'string') return { rule: fileRules.unreadable, message: `Expected a file that can be read, got ${read}` };
  return typeof read === 'number' ? tooLarge(read) : read;
}

/**
 * The bytes of a file; the reason why it cannot be read; or its size, when that is too large. Neither waits for what is no file, nor
 * reads without an end.
 */
export function readOrReason(path: string): Uint8Array | string | number {
  try {
    const stats = statSync(path);
    const problem = notAFile(path, stats);
    if (problem !== undefined) return problem;
    if (isTooLarge(stats.size)) return stats.size;
    return stats.isFile() ? readFileSync(path) : readStream(path);
  } catch (error) {
    return reasonOf(error);
  }
}

/** What is at a path where no text can be read. */
function notAFile(path: string, stats: Stats): string | undefined {
  if (stats.isFile() || resolve(path) === '/dev/null') return undefined;
  if (stats.isDirectory()) return REASONS.EISDIR;
  if (stats.isFIFO()) return isOpenPipe(path) ? undefined : 'a named pipe, which may never end';
  if (stats.isSocket()) return 'a socket';
  return 'a device, which may never end';
}

/** A pipe that the shell opened for the command, as `<(…)` and `/dev/stdin` are. */
function isOpenPipe(path: string): boolean {
  return /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/.test(resolve(path));
}

function readStream(path: string): Uint8Array | number {
  const file = openSync(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const chunk = new Uint8Array(64 * 1024);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      bytes += read;
      if (isTooLarge(bytes)) return bytes;
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
