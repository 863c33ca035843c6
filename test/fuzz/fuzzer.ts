import * as fc from 'fast-check';

/** Random inputs of one sort, and what has to hold for each of them. */
export interface Fuzzer<Input = any> {
  readonly name: string;
  /** How many of a hundred inputs of a run are of this sort. */
  readonly share: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws a {@link Broken} when a property does not hold; anything else that it throws came from the code under test. */
  check(input: Input): void | Promise<void>;
  /** True when a check is a promise. */
  readonly isAsync?: boolean;
  /** The input as it is printed. Unset: as fast-check prints it. */
  show?(input: Input): string;
}

/** A property that does not hold. */
export class Broken extends Error {
  public constructor(public readonly property: string, detail: string) {
    super(`${property}: ${detail}`);
    this.name = 'Broken';
  }
}

/** What a fuzzer found: the smallest input with that fault, and how to get it again. */
export interface Fault {
  readonly fuzzer: string;
  readonly seed: number;
  readonly count: number;
  readonly input: string;
  readonly reason: string;
}

/** Tries so many inputs; the same seed and count give the same inputs. */
export async function fuzz(
  { name, inputs, check, isAsync = false, show = fc.stringify }: Fuzzer, seed: number, count: number,
): Promise<Fault | undefined> {
  const result = await (isAsync
    ? fc.check(fc.asyncProperty(inputs, async (input: unknown) => check(input)), { seed, numRuns: count })
    : fc.check(fc.property(inputs, (input: unknown) => { void check(input); }), { seed, numRuns: count }));
  if (!result.failed) return undefined;
  const { counterexample, errorInstance: error } = result;
  const reason = error instanceof Broken ? error.message : error instanceof Error ? `never throws: ${error.stack ?? error.message}` : String(error);
  return { fuzzer: name, seed, count, input: cut(show(counterexample![0])), reason: cut(reason) };
}

/** How much of an input is printed. */
const LONGEST = 4_000;

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}
