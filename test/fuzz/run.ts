import { type Fault, fuzz } from './fuzzer';
import { fuzzers } from './fuzzers';

// `npm run fuzz -- --seed 1 --count 10000`: tries so many random inputs, the same ones for the same seed. With `--only <name>` all of them
// are of one fuzzer.

const USAGE = 'Usage: npm run fuzz -- [--seed N] [--count M] [--only NAME]';

interface Request {
  readonly seed: number;
  readonly count: number;
  readonly only?: string;
}

function requestOf(args: readonly string[]): Request {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) given.set(args[i]!, args[i + 1] ?? '');
  const unknown = [...given.keys()].find((key) => !['--seed', '--count', '--only'].includes(key));
  if (unknown !== undefined) throw new RangeError(`Unknown option ${unknown}. ${USAGE}`);
  const whole = (option: string, byDefault: number): number => {
    const text = given.get(option) ?? String(byDefault);
    if (!/^\d{1,10}$/.test(text)) throw new RangeError(`Expected a whole number behind ${option}, got "${text}". ${USAGE}`);
    return Number(text);
  };
  const only = given.get('--only');
  const names = fuzzers.map(({ name }) => name);
  if (only !== undefined && !names.includes(only)) throw new RangeError(`Expected one of ${names.join(', ')} behind --only, got "${only}". ${USAGE}`);
  return { seed: whole('--seed', Date.now() % 2 ** 31), count: whole('--count', 10_000), ...(only === undefined ? {} : { only }) };
}

async function run({ seed, count, only }: Request): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const chosen = fuzzers.filter(({ name }) => only === undefined || name === only);
  for (const fuzzer of chosen) {
    const share = only === undefined ? Math.ceil((count * fuzzer.share) / 100) : count;
    const start = Date.now();
    const fault = await fuzz(fuzzer, seed, share);
    console.log(`${fuzzer.name}: ${share} inputs, seed ${seed}, ${((Date.now() - start) / 1000).toFixed(1)} s: ${fault ? 'FAILED' : 'every property held'}`);
    if (fault) {
      faults.push(fault);
      console.log(`  property: ${fault.reason}\n  input:    ${fault.input}\n  again:    npm run fuzz -- --seed ${seed} --count ${share} --only '${fuzzer.name}'`);
    }
  }
  return faults;
}

run(requestOf(process.argv.slice(2))).then(
  (faults) => { process.exitCode = faults.length > 0 ? 1 : 0; },
  (error: unknown) => {
    console.error(error instanceof RangeError ? error.message : error);
    process.exitCode = 2;
  },
);
