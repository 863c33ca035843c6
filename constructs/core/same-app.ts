import type { Construct } from 'constructs';
import { quote } from '../../lib/core/quote';
import type { Path } from '../../lib/core/finding';
import { refuse } from './refuse';
import { referenceRules } from './reference-rules';

/** Refuses a reference to what another app makes. @internal */
export function assertSameApp(from: Construct, owner: Construct | undefined, at: Path): void {
  if (owner === undefined || owner.node.root === from.node.root) return;
  refuse(from, referenceRules.otherApp, at, { message: `Expected a construct of the same app, got ${quote(owner.node.path)} of another one` });
}
