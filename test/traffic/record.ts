import { existsSync } from 'node:fs';
import type { TrafficCase } from './case';
import { allCases } from './cases';
import { ask, type Oracle } from './oracle';
import { hasRecording, isSame, record, recordingOf } from './recording';
import { problemsOf } from './verify';

/*
 * Records anew what the real istiod and Envoy say of each case, or of those that are named. See README.md for what it needs.
 *
 *   npm run traffic [-- [--check] name…]
 */

const NEEDED = {
  istiod: ['ORACLE', 'the oracle, as `go build` makes it', undefined],
  envoy: ['ENVOY', 'an Envoy', undefined],
  traffic: ['TRAFFIC', 'traffic.mjs', '../shared/oracle/traffic.mjs'],
  authz: ['AUTHZ', 'authz.mjs', '../shared/oracle/authz.mjs'],
  crds: ['CRDS', 'crd-all.gen.yaml of Istio', undefined],
} as const;

function oracleAtHand(): Oracle {
  const found = Object.entries(NEEDED).map(([name, [variable, what, standard]]) => {
    const file = process.env[variable] ?? standard;
    if (file === undefined || !existsSync(file)) throw new Error(`Expected ${variable} to name ${what}, got ${file ?? 'nothing'}: see test/traffic/README.md`);
    return [name, file];
  });
  return Object.fromEntries(found) as unknown as Oracle;
}

function chosen(names: readonly string[]): readonly TrafficCase[] {
  const all = allCases();
  const unknown = names.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`Expected cases of ${all.map(({ name }) => name).join(', ')}, got ${unknown.join(', ')}`);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

function run(args: readonly string[]): number {
  const isCheck = args.includes('--check');
  const cases = chosen(args.filter((arg) => arg !== '--check'));
  let failures = 0;
  for (const [i, recording] of ask(oracleAtHand(), cases).entries()) {
    const one = cases[i]!;
    const before = hasRecording(one.name) ? recordingOf(one.name) : undefined;
    const isKept = before !== undefined && isSame(before, recording);
    const problems = [...problemsOf(one, recording), ...isCheck && !isKept ? ['is not what was recorded'] : []];
    failures += problems.length;
    // Shares that were only drawn anew are no change to review.
    if (!isCheck && !isKept) record(one.name, recording);
    console.log(`${isKept ? 'same' : isCheck ? 'differs' : 'recorded'}: ${one.name}${problems.map((problem) => `\n  ${problem}`).join('')}`);
  }
  return failures === 0 ? 0 : 1;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
