/** True for a number with at most one digit behind the point. */
export function isInTenths(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.round(value * 10) / 10 === value;
}

/** How many tenths a number has: whole, so that sums of them are exact. */
export function tenthsOf(value: number): number {
  return Math.round(value * 10);
}
