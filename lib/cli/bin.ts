#!/usr/bin/env node
import { version } from '../core/version';

// Whoever only asks for the version waits for nothing else to load.
const [argument] = process.argv.slice(2);
if (process.argv.length === 3 && (argument === '--version' || argument === '-V')) {
  process.stdout.write(`${version()}\n`);
} else {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has seen enough, as `head`, closes the pipe: that is no fault to print.
      if (error.code !== 'EPIPE') void fail(error);
    });
  }
  run().catch(fail);
}

async function run(): Promise<void> {
  const { main } = await import('./main');
  process.exitCode = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    get stdin() {
      return process.stdin; // opened when it is read
    },
    env: process.env,
    cwd: process.cwd(),
  });
}

/** For what `main` cannot report itself: an output that takes nothing, or a working folder that is gone. */
async function fail(error: unknown): Promise<never> {
  const { errorText } = await import('./error-text');
  process.stderr.write(`${errorText(error)}\n`, () => process.exit(2));
  return process.exit(2);
}
