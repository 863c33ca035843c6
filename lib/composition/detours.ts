import { quote } from '../core/quote';
import { compositionRules } from './composition-rules';
import type { Claimant, HostModel } from './model';
import type { Problem } from './problem';

/** What does not go with a way through a gateway. */
export function detourProblems(model: HostModel): Problem[] {
  if (model.detours.length === 0) return [];
  return [...gatewaysApart(model), ...portsTaken(model), ...forSomeClients(model), ...rewritten(model)];
}

function gatewaysApart({ host, detours }: HostModel): Problem[] {
  const [first, ...rest] = detours;
  const said = ({ value, by }: HostModel['detours'][number]): string => `${quote(value.gateway)} from ${quote(by.construct)}`;
  return rest.filter(({ value }) => value.gateway !== first!.value.gateway).map((other) => ({
    rule: compositionRules.twoGateways,
    message: `Expected one gateway for all ways to ${quote(host)}, got ${said(first!)} and ${said(other)}`,
    by: other.by,
    others: [first!.by],
  }));
}

function portsTaken({ detours }: HostModel): Problem[] {
  return detours.flatMap(({ value, by }, i) => {
    const same = detours.slice(0, i).find((other) => other.value.gateway === value.gateway && other.value.hop.port === value.hop.port);
    if (same === undefined) return [];
    const ports = `${quote(same.value.port)} and ${quote(value.port)}`;
    const message = `Expected a port of the gateway for each port of the host, got ${value.hop.port} for ${ports}`;
    return [{ rule: compositionRules.gatewayPortTaken, message, by, others: [same.by] }];
  });
}

function forSomeClients({ policies, detours }: HostModel): Problem[] {
  const claims = policies.filter(({ clients }) => clients !== undefined).flatMap(({ leaves }) => Object.values(leaves).slice(0, 1));
  return claims.map(({ by }) => conflict(by, detours[0]!.by, compositionRules.clientsBehindGateway, 'says what some clients do'));
}

function rewritten({ behaviours, detours }: HostModel): Problem[] {
  const claimants = behaviours.flatMap(({ leaves }) => leaves['rewrite authority']?.by ?? []);
  return claimants.map((by) => conflict(by, detours[0]!.by, compositionRules.rewriteBeforeGateway, 'gives requests another authority'));
}

function conflict(by: Claimant, other: Claimant, rule: Problem['rule'], what: string): Problem {
  const message = `Conflicting: ${quote(by.construct)} ${what}, but ${quote(other.construct)} leads the way through a gateway`;
  return { rule, message, by, others: [other] };
}
