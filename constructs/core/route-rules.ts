import type { RuleDoc } from '../../lib/core/rule';

const ROUTE = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What a program cannot say about a route without something being lost. */
export const routeRules = {
  partTwice: {
    ...ROUTE,
    id: 'route/part-twice',
    summary: 'Expected each part of a route once',
    why: 'A route has one name, one list of destinations and so on; the other would be lost.',
    fix: 'keep one of the two',
    source: 'docs/input.md#routes',
  },
  conditionTwice: {
    ...ROUTE,
    id: 'route/condition-twice',
    summary: 'Expected each condition of a match once',
    why: 'A match holds one condition for each field, header, parameter and label; the other would be lost.',
    fix: 'keep one of the two; for either of them give the route a list of matches',
    source: 'docs/input.md#routes',
  },
  conditionWithoutValue: {
    ...ROUTE,
    id: 'route/condition-without-value',
    summary: 'Expected a value in each condition',
    why: 'Istio takes a condition without a value for one that holds for every value, so that far more requests match than is meant.',
    fix: 'write the value; present() is for any',
    source: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch', 'docs/input.md#routes'],
  },
  notAMatch: {
    ...ROUTE,
    id: 'route/not-a-match',
    summary: 'Expected a match',
    why: 'Only a match can be joined with a match.',
    fix: 'write header(name).exact(value), path.prefix(value), port(number) …',
    source: 'docs/input.md#routes',
  },
  pathMatchesNothing: {
    ...ROUTE,
    id: 'route/path-matches-nothing',
    summary: 'Expected a path that requests have',
    why: 'No request has a path without a slash at its start, or with a query, so the route would never be taken.',
    fix: 'write the path with a slash at its start, and match parameters with query(name)',
    source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  },
} as const satisfies Record<string, RuleDoc>;
