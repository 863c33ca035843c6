/** The middle of the ratios of several rounds: both sides of a ratio are taken in the same round, so that drift hits both. */
export function medianRatio(rounds: number, measured: () => number, yardstick: () => number): number {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Each goes first in turn, so that neither always finds the caches warm.
    const [a, b] = round % 2 === 0 ? [measured(), yardstick()] : [yardstick(), measured()].reverse() as [number, number];
    ratios.push(a / b);
  }
  return median(ratios);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Seconds that a run takes, on a heap cleaned before. */
export function seconds(run: () => void): number {
  global.gc?.();
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
