import type { Construct } from 'constructs';
import { quote } from '../../lib/core/quote';
import type { RuleDoc } from '../../lib/core/rule';
import { refuseUnmade } from './refuse';

/** Ids that the constructs library cannot hold, because it keeps children in a plain object. */
export const reservedId: RuleDoc = {
  id: 'construct/reserved-id',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected a construct id that is no property of every JavaScript object',
  why: 'constructs keeps children in a plain object, which already has the name: it would call the id taken.',
  fix: 'put a word of your own in front of it',
  source: 'https://github.com/aws/constructs/blob/10.x/src/construct.ts',
};

/** The id, when a construct can have it. @throws ConfigError otherwise */
export function checkedId(scope: Construct, id: string): string {
  const message = typeof id !== 'string' || id === '' ? `Expected a construct id, got ${quote(id)}`
    : id in Object.prototype ? `Expected another construct id, got ${quote(id)}, which every object has already`
      : undefined;
  if (message === undefined) return id;
  return refuseUnmade(scope, id, reservedId, [], { message });
}
