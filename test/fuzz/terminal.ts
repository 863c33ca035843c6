import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

/** What a run of the command wrote, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that is empty, and goes when the process ends. */
export const EMPTY = mkdtempSync(join(tmpdir(), 'fuzz-'));
process.on('exit', () => rmSync(EMPTY, { recursive: true, force: true }));

/** Runs the command in this process, on what is piped in. */
export async function run(args: readonly string[], stdin: Uint8Array = new Uint8Array(), cwd = EMPTY): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({ isTTY: false, write: (text: string) => { written[name] += text; } });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield stdin;
  }
  const code = await main(args, { stdout: output('stdout'), stderr: output('stderr'), stdin: Object.assign(bytes(), { isTTY: false }), env: {}, cwd });
  return { code, ...written };
}
