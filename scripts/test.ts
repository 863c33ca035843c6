import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// `npm test`: everything that must hold, until a step fails, and how long each step took.

const STEPS = ['generated:check', 'typecheck', 'lint', 'compile', 'jest'];
const projen = join(__dirname, '../node_modules/projen/bin/projen');

const start = Date.now();
const seconds = (since: number): number => Math.round((Date.now() - since) / 1000);
const times: string[] = [];
const failed = STEPS.find((step) => {
  const began = Date.now();
  const { status } = spawnSync(process.execPath, [projen, step], { stdio: 'inherit' });
  times.push(`${step} ${seconds(began)} s`);
  return status !== 0;
});
console.log(`${failed === undefined ? 'Passed' : `Failed at ${failed}`} after ${seconds(start)} s: ${times.join(', ')}`);
process.exitCode = failed === undefined ? 0 : 1;
