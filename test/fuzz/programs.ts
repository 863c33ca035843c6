import { App, Chart } from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as fc from 'fast-check';
import { ConfigError } from 'cdk8s-istio';
import { Broken, type Fuzzer } from './fuzzer';
import { UNSHOWABLE } from './findings';
import { Boom, junk, junkNames } from './junk';
import { type Call, calls, constructs, type Props } from './program-parts';

type Step = string | number;

/** The places of all values in plain objects and lists, the whole among them. */
function placesIn(value: unknown, at: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...entries.flatMap(([step, inner]) => placesIn(inner, [...at, step as Step]))];
}

function put(value: unknown, [step, ...rest]: readonly Step[], replacement: unknown): unknown {
  if (step === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value as unknown[]] : { ...value as object }) as Record<Step, unknown>;
  copy[step] = put(copy[step], rest, replacement);
  return copy;
}

interface Program {
  readonly part: string;
  readonly at: readonly Step[];
  readonly junk: string;
}

const scratch = (): Chart => new Chart(new App(), 'shop', { namespace: 'shop' });

const constructPlaces = Object.entries(constructs).flatMap(([part, props]) => placesIn(props(scratch())).map((at) => ({ part, at })));

/** A construct with junk in one place of its props. */
export const programFuzzer: Fuzzer<Program> = {
  name: 'programs',
  share: 3,
  inputs: fc.tuple(fc.constantFrom(...constructPlaces), junkNames).map(([place, name]) => ({ ...place, junk: name })),
  check({ part, at, junk: name }) {
    expectOutcome(() => {
      const chart = scratch();
      const Construct = (istio as unknown as Record<string, new (...args: unknown[]) => unknown>)[part.split(' ')[0]!]!;
      new Construct(chart, 'it', put(constructs[part]!(chart), at, junk(name)) as Props);
      return App.of(chart).synthYaml();
    });
  },
};

const callPlaces = Object.entries(calls).flatMap(([part, [args]]) => placesIn(args(scratch())).slice(1).map((at) => ({ part, at })));

/** A function or method with junk in one place of its arguments. */
export const callFuzzer: Fuzzer<Program> = {
  name: 'calls',
  share: 1,
  inputs: fc.tuple(fc.constantFrom(...callPlaces), junkNames).map(([place, name]) => ({ ...place, junk: name })),
  check({ part, at, junk: name }) {
    expectOutcome(() => {
      const chart = scratch();
      const [args, call] = calls[part] as Call;
      call(chart, ...put(args(chart), at, junk(name)) as unknown[]);
      return App.of(chart).synthYaml();
    });
  },
};

/** A program ends with YAML that is right, or with an error that names the place; what it prints can be shown. */
function expectOutcome(program: () => string): void {
  const write = process.stderr.write.bind(process.stderr);
  let printed = '';
  process.stderr.write = (text) => {
    printed += String(text);
    return true;
  };
  try {
    program();
  } catch (error) {
    expectError(error);
  } finally {
    process.stderr.write = write;
  }
  expectShowable(printed);
}

function expectError(error: unknown): void {
  const isUsage = (error instanceof RangeError || error instanceof TypeError) && /^(Expected|Unknown) .*, got |^Unknown (option|rule) /.test(error.message);
  if (isUsage) return expectShowable(error.message); // of check and configureMesh, which belong to no construct
  if (error instanceof Boom) return;
  if (!(error instanceof ConfigError)) throw error;
  for (const { rule, message, path, construct, source } of error.findings) {
    if (message.trim() === '') throw new Broken('every message has words', rule);
    if (path.length === 0 && construct === undefined && !source) throw new Broken('every finding has a place', `${rule} ${message}`);
  }
  expectShowable(error.message);
}

function expectShowable(text: string): void {
  const line = text.split('\n').find((each) => UNSHOWABLE.test(each) || /^\s*(::|##)/.test(each));
  if (line !== undefined) throw new Broken('every error can be shown', JSON.stringify(line));
}
