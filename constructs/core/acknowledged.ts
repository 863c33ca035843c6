import type { IConstruct } from 'constructs';
import { acknowledgement, type Acknowledgement } from '../../lib/core/suppression/acknowledgement';
import { Source } from './source';

const ACKNOWLEDGED = Symbol('cdk8s-istio.Acknowledged');

/** Notes on a construct that findings of a rule may stay, for it and what is below; the line of the caller is where it was said. */
export function acknowledgeOn(construct: IConstruct, rule: unknown, reason: unknown): void {
  const source = new Source();
  const { path } = construct.node;
  const said = acknowledgement(rule, reason, 'code', {
    path: [], construct: path,
    // Read only when something is to be said about it.
    get source() { return source.location; },
  });
  Object.defineProperty(construct, ACKNOWLEDGED, { value: [...acknowledgedOn(construct), said], configurable: true });
}

/** What was acknowledged on a construct itself. */
export function acknowledgedOn(construct: IConstruct): readonly Acknowledgement[] {
  return (construct as { [ACKNOWLEDGED]?: readonly Acknowledgement[] })[ACKNOWLEDGED] ?? [];
}

/** What was acknowledged on a construct and above it, the nearest first. */
export function acknowledgedFor(construct: IConstruct): Acknowledgement[] {
  const said: Acknowledgement[] = [];
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) said.push(...acknowledgedOn(at));
  return said;
}
