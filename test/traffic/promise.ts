import type { Ask } from './case';
import type { Answer } from './recording';

/** How far a counted share may be from the promised one: four standard deviations. */
export function tolerance(share: number, times: number): number {
  return 4 * Math.sqrt(share * (1 - share) / times);
}

/** What of a promise an answer does not keep. */
export function broken({ expect: promised }: Ask, answer: Answer): string[] {
  const found: string[] = [];
  const same = (what: 'status' | 'path' | 'authority' | 'location'): void => {
    if (promised[what] !== undefined && promised[what] !== answer[what]) found.push(`${what}: expected ${promised[what]}, got ${answer[what]}`);
  };
  if (answer.error) found.push(answer.error);
  for (const what of ['status', 'path', 'authority', 'location'] as const) same(what);
  if (promised.to !== undefined) found.push(...shares('to', typeof promised.to === 'string' ? { [promised.to]: 1 } : promised.to, answer.clusters, answer.times));
  if (promised.mirrors) found.push(...shares('mirrors', promised.mirrors, answer.mirrors, answer.times));
  for (const [name, value] of Object.entries(promised.headers ?? {})) {
    const got = answer.headers?.[name] ?? null;
    if (got !== value) found.push(`header ${name}: expected ${value}, got ${got}`);
  }
  return found;
}

function shares(what: string, promised: Readonly<Record<string, number>>, got: Readonly<Record<string, number>> = {}, times = 1): string[] {
  return [...new Set([...Object.keys(promised), ...Object.keys(got)])].flatMap((cluster) => {
    const [expected, seen] = [promised[cluster] ?? 0, got[cluster] ?? 0];
    return Math.abs(expected - seen) <= tolerance(expected, times) ? [] : [`${what} ${cluster}: expected ${expected} of ${times}, got ${seen}`];
  });
}
