import { throwFinding } from '../core/refuse';
import { policyRules } from './policy-rules';

/** Refuses a call without arguments, such as one that spreads an empty list. @throws ConfigError @internal */
export function assertSome(method: string, argument: string, given: readonly unknown[]): void {
  if (given.length > 0) return;
  throwFinding(policyRules.emptyList, undefined, [method], { message: `Expected at least one ${argument} in ${method}(…), got none` });
}
