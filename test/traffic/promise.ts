import type { Ask } from './case';
import type { Answer } from './recording';

/** Of fewer requests than this a share says nothing. */
const ENOUGH = 400;

/** How far a counted share may be from the promised one: four standard deviations, and nothing at none and all. */
export function tolerance(share: number, times: number): number {
  return 4 * Math.sqrt(share * (1 - share) / times);
}

/** What of a promise an answer does not keep. */
export function broken({ expect: promised }: Ask, answer: Answer): string[] {
  if (answer.error) return [answer.error];
  const to = typeof promised.to === 'string' ? { [promised.to]: 1 } : promised.to;
  const answers = to && Object.keys(to).every((name) => !name.startsWith('(')) ? { status: 200, ...promised } : promised;
  if (to === undefined && answers.status === undefined) return ['expected "to" or "status" to be promised, got neither'];
  const found: string[] = [];
  for (const what of ['status', 'path', 'authority', 'location', 'body', 'route'] as const) {
    if (answers[what] !== undefined && answers[what] !== answer[what]) found.push(`${what}: expected ${answers[what]}, got ${answer[what]}`);
  }
  if (to) found.push(...shares('to', to, answer.clusters, answer.times));
  found.push(...shares('mirrors', promised.mirrors ?? {}, answer.mirrors, answer.times));
  for (const [name, value] of Object.entries(promised.headers ?? {})) {
    const got = answer.headers?.[name] ?? null;
    if (got !== value) found.push(`header ${name}: expected ${value}, got ${got}`);
  }
  return [...found, ...(answer.unreachable ?? []).map((why) => `no real request would come there: ${why}`)];
}

type Shares = Readonly<Record<string, number>>;

function shares(what: string, promised: Shares, got: Shares = {}, times = 1): string[] {
  return namesOf(promised, got).flatMap((cluster) => {
    const [expected, seen] = [promised[cluster] ?? 0, got[cluster] ?? 0];
    if (expected > 0 && expected < 1 && times < ENOUGH) return [`${what} ${cluster}: expected ${ENOUGH} requests or more to see a share, got ${times}`];
    return Math.abs(expected - seen) <= tolerance(expected, times) ? [] : [`${what} ${cluster}: expected ${expected} of ${times}, got ${seen}`];
  });
}

/** Whether two counts of the same differ by more than chance: both are drawn. */
export function differ(before: Shares = {}, now: Shares = {}, times = 1): boolean {
  return namesOf(before, now).some((name) => {
    const [was, is] = [before[name] ?? 0, now[name] ?? 0];
    return Math.abs(was - is) > Math.SQRT2 * tolerance((was + is) / 2, times);
  });
}

const namesOf = (...all: readonly Shares[]): string[] => [...new Set(all.flatMap((one) => Object.keys(one)))];
