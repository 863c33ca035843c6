import { testsOf } from '../match/request-match';
import { areMatchesWithin } from '../match/within';
import type { RouteException } from './contribution';
import { endsAtProxy } from './outcome';

/** Classes of exceptions; lower ones are tried first. */
const CLASS = { ends: 0, service: 1, beforePins: 2, pin: 3, other: 4, sticky: 5 } as const;

/**
 * The class of an exception: redirects and responses, what another service takes, exceptions that go before pins, requests that are pinned
 * to a version by more than their path, the rest, and at last the cookies of sticky shares.
 *
 * What is for some of the requests of another service only stands beside that, so that the narrower of the two is tried first.
 */
export function classOf(exception: RouteException, all: readonly RouteException[] = []): number {
  const { then, when, beforePins, sticky } = exception;
  if (endsAtProxy(then)) return CLASS.ends;
  if (sticky) return CLASS.sticky;
  const isWithin = ({ then: { kind }, when: wide }: RouteException): boolean => kind === 'service' && areMatchesWithin(when, wide);
  if (then.kind === 'service' || all.some(isWithin)) return CLASS.service;
  if (beforePins) return CLASS.beforePins;
  const isPinned = when.length > 0 && when.every((match) => testsOf(match).some(([subject]) => subject !== 'path'));
  return then.kind === 'version' && isPinned ? CLASS.pin : CLASS.other;
}
