import type { Construct } from 'constructs';
import { ConfigError } from '../../lib/core/config-error';
import { quote } from '../../lib/core/quote';
import { finding, type RuleDoc } from '../../lib/core/rule';
import { Source } from './source';

/** Ids that the constructs library cannot hold, because it keeps children in a plain object. */
export const reservedId: RuleDoc = {
  id: 'construct/reserved-id',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected a construct id that is no property of every JavaScript object',
  why: 'constructs keeps children in a plain object, which already has the name: it would call the id taken.',
  fix: 'put a word of your own in front of it',
  source: 'style.md §2, constructs 10.8.1 Node.tryFindChild',
};

/** The id, when a construct can have it. @throws ConfigError otherwise */
export function checkedId(scope: Construct, id: string): string {
  const message = typeof id !== 'string' || id === '' ? `Expected a construct id, got ${quote(id)}`
    : id in Object.prototype ? `Expected another construct id, got ${quote(id)}, which every object has already`
      : undefined;
  if (message === undefined) return id;
  const { location } = new Source();
  const path = [scope.node.path, String(id)].filter(Boolean).join('/');
  throw new ConfigError([{
    ...finding(reservedId, { apiVersion: '', kind: 'Construct', name: path }, [], { message }),
    construct: path,
    ...(location ? { source: location } : {}),
  }]);
}
