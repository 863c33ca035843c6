import type { IConstruct } from 'constructs';
import { acknowledgement, type Acknowledgement } from '../../lib/core/suppression/acknowledgement';
import { Source } from './source';

const ACKNOWLEDGED = Symbol('cdk8s-istio.Acknowledged');

/** Acknowledges findings of a rule on a construct and below it. The line of the caller is the line of the acknowledgement. */
export function acknowledgeOn(construct: IConstruct, rule: unknown, reason: unknown): void {
  const source = new Source();
  const { path } = construct.node;
  const added = acknowledgement(rule, reason, 'code', {
    path: [], construct: path,
    // Read only when a finding is about the acknowledgement itself.
    get source() { return source.location; },
  });
  Object.defineProperty(construct, ACKNOWLEDGED, { value: [...acknowledgedOn(construct), added], configurable: true });
}

/** What was acknowledged on a construct itself. */
export function acknowledgedOn(construct: IConstruct): readonly Acknowledgement[] {
  return (construct as { [ACKNOWLEDGED]?: readonly Acknowledgement[] })[ACKNOWLEDGED] ?? [];
}

/** What was acknowledged on a construct and above it, the nearest first. */
export function acknowledgedFor(construct: IConstruct): Acknowledgement[] {
  const found: Acknowledgement[] = [];
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) found.push(...acknowledgedOn(at));
  return found;
}
