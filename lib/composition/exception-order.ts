import { testsOf } from '../match/request-match';
import type { Outcome, RouteException } from './model';

/** Answers that end the request come first, then what is to be before pins, then requests that are pinned, the rest, what carries on. */
export function classOf({ then, when, first, carriesOn }: RouteException): number {
  const ends: Record<Outcome['kind'], boolean> = { redirect: true, answer: true, shares: false, version: false, delegate: false };
  if (ends[then.kind]) return 0;
  if (first || carriesOn) return first ? 1 : 4;
  const pinned = when.length > 0 && when.every((match) => testsOf(match).some(([subject]) => subject !== 'path'));
  return then.kind === 'version' && pinned ? 2 : 3;
}
