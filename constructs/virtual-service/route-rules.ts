import type { RuleDoc } from '../../lib/core/rule';

const PROGRAM = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What a program can say about routes that can never become right. */
export const routeRules = {
  unboundGateway: {
    ...PROGRAM,
    id: 'reference/unbound-gateway',
    summary: 'Expected a gateway of the VirtualService',
    why: 'A match only narrows where the routes hold: one on another gateway never holds, and the route is never taken.',
    fix: 'add the gateway to gateways of the VirtualService, or take it out of the match',
    source: 'istio-networking.md §18 and §29',
  },
  notADelegate: {
    ...PROGRAM,
    id: 'reference/not-a-delegate',
    summary: 'Expected a VirtualService without hosts',
    why: 'Istio ignores a delegate that has hosts, and drops the route that leads to it.',
    fix: 'make it a DelegateVirtualService, or write { name, namespace } for one made elsewhere',
    source: 'istio-networking.md §19',
  },
  twoNames: {
    ...PROGRAM,
    id: 'route/two-names',
    summary: 'Expected one name for the route',
    why: 'A route has one name; the other would be lost.',
    fix: 'write the name in front of the options, or among them',
    source: 'design.md §3 decision 5',
  },
  fieldTwice: {
    ...PROGRAM,
    id: 'route/field-twice',
    summary: 'Expected each condition of a match once',
    why: 'A match holds one condition a field; the other would be lost.',
    fix: 'keep one of the two; for either of them give the route a list of matches',
    source: 'design.md §3 decision 5',
  },
  notAMatch: {
    ...PROGRAM,
    id: 'route/not-a-match',
    summary: 'Expected a match',
    why: 'Only a match can be joined with a match.',
    fix: 'write header(name).exact(value), path.prefix(value), port(number) …',
    source: 'design.md §3 decision 5',
  },
} as const satisfies Record<string, RuleDoc>;
