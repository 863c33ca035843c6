import { quote } from '../../core/quote';
import type { Claimant, Claimed } from '../claim';
import { compositionRules } from '../composition-rules';
import type { Detour } from '../contribution';
import type { HostModel } from '../host-model';
import { claimOf } from '../leaves/claim-of';
import type { Problem } from '../problem';

/** Ports of a host that are reached through different gateways. */
export function twoGateways({ host, detours }: HostModel): Problem[] {
  const [first, ...rest] = detours;
  const text = ({ value, by }: Claimed<Detour>): string => `${quote(value.gateway)} from ${quote(by.construct)}`;
  return rest.filter(({ value }) => value.gateway !== first!.value.gateway).map((detour) => ({
    rule: compositionRules.twoGateways,
    message: `Expected all ports of ${quote(host)} to go through one gateway, got ${text(first!)} and ${text(detour)}`,
    by: detour.by,
    others: [first!.by],
  }));
}

/** Ports of a host that are reached through the same port of a gateway. */
export function gatewayPortsTaken({ detours }: HostModel): Problem[] {
  return detours.flatMap(({ value, by }, i) => {
    const same = detours.slice(0, i).find(({ value: other }) => other.gateway === value.gateway && other.hop.port === value.hop.port);
    if (same === undefined) return [];
    const ports = `${quote(same.value.port)} and ${quote(value.port)}`;
    const message = `Expected a port of the gateway for each port of the host, got ${value.hop.port} for ${ports}`;
    return [{ rule: compositionRules.gatewayPortTaken, message, by, others: [same.by] }];
  });
}

/** Policies for some clients, which the DestinationRule of a host behind a gateway does not reach. */
export function clientsBehindGateway({ policies, detours: [detour] }: HostModel): Problem[] {
  if (detour === undefined) return [];
  const claims = policies.filter(({ clients }) => clients !== undefined).flatMap(({ leaves }) => Object.values(leaves).slice(0, 1));
  return claims.map(({ by }) => conflict(by, detour.by, compositionRules.clientsBehindGateway, 'claims a policy for some clients'));
}

/** Rewrites of the authority by which the gateway finds the host. */
export function rewritesBeforeGateway({ behaviours, detours: [detour] }: HostModel): Problem[] {
  if (detour === undefined) return [];
  const claims = behaviours.flatMap(({ leaves }) => claimOf(leaves, 'rewriteAuthority') ?? []);
  return claims.map(({ by }) => conflict(by, detour.by, compositionRules.rewriteBeforeGateway, 'rewrites the authority of requests'));
}

function conflict(by: Claimant, gateway: Claimant, rule: Problem['rule'], what: string): Problem {
  const message = `Conflicting: ${quote(by.construct)} ${what}, but ${quote(gateway.construct)} routes the host through an egress gateway`;
  return { rule, message, by, others: [gateway] };
}
