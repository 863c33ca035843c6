import { execFileSync } from 'node:child_process';
import { median } from './median';

const PROGRAM = `
  const start = process.hrtime.bigint();
  require('cdk8s');
  const cdk8s = process.hrtime.bigint();
  require('cdk8s-istio');
  const both = process.hrtime.bigint();
  console.log(Number(both - start) / Number(cdk8s - start));
`;

/** Time to load this package, which loads cdk8s, over the time to load cdk8s: each pair in a process of its own. */
export function importVsCdk8s(processes: number): number {
  return median(Array.from({ length: processes }, () => Number(execFileSync(process.execPath, ['-e', PROGRAM], { encoding: 'utf8' }))));
}
