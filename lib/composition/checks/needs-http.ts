import { quote } from '../../core/quote';
import { isHttpProtocol } from '../../values/protocol';
import type { Claimant } from '../claim';
import { compositionRules } from '../composition-rules';
import type { HostPort } from '../host';
import type { HostModel } from '../host-model';
import { audienceOf } from '../leaves/policy';
import type { Problem } from '../problem';

/** Explicit claims on requests where no port that they are for is HTTP, one problem per construct. */
export function needsHttp(model: HostModel): Problem[] {
  if (model.ports.length > 0 && model.ports.every(({ protocol }) => isHttpProtocol(protocol))) return [];
  const problems = new Map<string, Problem>();
  const assertHttp = (by: Claimant, ports: readonly HostPort[] = model.ports): void => {
    if (problems.has(by.construct) || ports.some(({ protocol }) => isHttpProtocol(protocol))) return;
    const got = ports.map(({ name, protocol }) => `${quote(name)} with ${protocol}`).join(', ') || 'none';
    problems.set(by.construct, {
      rule: compositionRules.needsHttp, message: `Expected an HTTP port of ${quote(model.host)}, got ${got}`, by, others: [],
    });
  };
  for (const { by } of model.exceptions) assertHttp(by);
  for (const { leaves } of model.behaviours) for (const { by } of Object.values(leaves)) assertHttp(by);
  for (const { port, leaves } of model.policies) {
    const ports = port === undefined ? model.ports : model.ports.filter(({ name }) => name === port);
    for (const claim of Object.values(leaves)) if (!claim.strength && audienceOf(claim) === 'requests') assertHttp(claim.by, ports);
  }
  return [...problems.values()];
}
