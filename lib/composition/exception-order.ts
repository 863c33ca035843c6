import { testsOf } from '../match/request-match';
import type { RouteException } from './contribution';
import { endsAtProxy } from './outcome';

/**
 * The class of an exception; lower ones are tried first: redirects and responses, exceptions that go before pins, requests that are pinned
 * to a version by more than their path, the rest, and at last the cookies of sticky shares.
 */
export function classOf({ then, when, beforePins, sticky }: RouteException): number {
  if (endsAtProxy(then)) return 0;
  if (beforePins) return 1;
  if (sticky) return 4;
  const isPinned = when.length > 0 && when.every((match) => testsOf(match).some(([subject]) => subject !== 'path'));
  return then.kind === 'version' && isPinned ? 2 : 3;
}
