import { strength } from './claims';
import type { Composition } from './compose';
import type { Claimant, ClaimedLeaves, ClaimedPolicy, HostModel, Outcome, Share } from './model';
import { matchText } from '../match/request-match';
import type { Route } from './routes';

/** The composition as text for people: what happens to a request, in order, and which construct says so. */
export function explain({ model, routes, problems }: Composition): string {
  const lines = [`${model.host} (namespace ${model.namespace})`];
  for (const { name, number, protocol } of model.ports) lines.push(`  port ${name}: ${number} ${protocol}`);
  for (const [name, labels] of Object.entries(model.versions)) {
    lines.push(`  version ${name}: pods with ${Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(', ') || 'any labels'}`);
  }
  for (const { value, by } of model.detours) {
    lines.push(`  the way to port ${value.port} leads through ${value.gateway}, ${byText(by)}`);
  }
  lines.push('requests, first match wins:', ...routes.flatMap((route, i) => routeLines(i + 1, route, model)));
  const policies = model.policies.map((policy) => ({ about: partText(policy), leaves: inForce(policy, model.policies) }));
  if (policies.length > 0) lines.push('clients treat', ...policies.flatMap(({ about, leaves }) => [`  ${about}:`, ...leafLines(leaves, '    ')]));
  if (problems.length > 0) lines.push('problems:', ...problems.map(({ rule, message }) => `  ${rule.severity} ${rule.id}: ${message}`));
  return `${lines.join('\n')}\n`;
}

/** The part of the host that a policy is for, in words. */
function partText({ version, port, clients }: ClaimedPolicy): string {
  return [
    version === undefined ? 'all endpoints' : `version ${version}`,
    port === undefined ? '' : ` on port ${port}`,
    clients ? `, for clients with ${Object.entries(clients).map(([key, value]) => `${key}=${value}`).join(', ')}` : '',
  ].join('');
}

/** What of a policy holds: what is said holds, its defaults give way to what is said for more of the host. */
function inForce(policy: ClaimedPolicy, policies: readonly ClaimedPolicy[]): ClaimedLeaves {
  const isWider = ({ version, port, clients }: ClaimedPolicy): boolean => (version === undefined || version === policy.version)
    && (port === undefined || port === policy.port) && (clients === undefined || clients === policy.clients);
  const wider = policies.filter(isWider).map(({ leaves }) => leaves);
  return Object.fromEntries(Object.entries(policy.leaves).filter(([leaf, { fallback }]) => (
    wider.every((leaves) => leaves[leaf] === undefined || strength(leaves[leaf]!.fallback) <= strength(fallback))
  )));
}

/** A route in words, and what is done on it. */
export function routeLines(number: number, route: Route, model: HostModel): string[] {
  const by = route.by ? `, ${byText(route.by)}` : model.shares && route.then.kind === 'shares' ? `, ${byText(model.shares.by)}` : '';
  return [`  ${number}. ${matchText(route.when)}: ${outcomeText(route.then, model.shares?.value)}${by}`, ...leafLines(route.behaviours, '       ')];
}

function outcomeText(then: Outcome, shares: readonly Share[] | undefined): string {
  switch (then.kind) {
    case 'version': return `to ${then.version}`;
    case 'redirect': return `redirected to ${JSON.stringify(then.redirect)}`;
    case 'answer': return `answered with ${then.status}`;
    case 'delegate': return `left to VirtualService ${then.namespace}/${then.name}`;
    case 'shares': return shares ? shares.map(({ version, percent }) => `${percent} % to ${version}`).join(', ') : 'to all endpoints';
  }
}

function leafLines(leaves: ClaimedLeaves, indent: string): string[] {
  return Object.entries(leaves).map(([leaf, { value, by }]) => `${indent}${leaf}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}, ${byText(by)}`);
}

/** A construct and its line in words. */
export function byText({ construct, source }: Claimant): string {
  return source ? `by ${construct} (${source.file}:${source.line})` : `by ${construct}`;
}
