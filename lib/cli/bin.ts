#!/usr/bin/env node
import { version } from './version';

// Whoever only asks for the version waits for nothing else to load.
const [argument] = process.argv.slice(2);
if (process.argv.length === 3 && (argument === '--version' || argument === '-V')) {
  process.stdout.write(`${version()}\n`);
} else {
  // A reader that has seen enough, as `head`, closes the pipe: that is no fault to print.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  void import('./main').then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(2), {
      stdout: process.stdout,
      stderr: process.stderr,
      get stdin() {
        return process.stdin; // opened when somebody reads it
      },
      env: process.env,
      cwd: process.cwd(),
    });
  });
}
