import { matchText } from '../match/request-match';
import { labelsText } from '../values/labels';
import type { Claimant } from './claim';
import type { Composition } from './compose';
import type { Share } from './contribution';
import type { HostModel } from './host-model';
import { behaviourRow, type ClaimedBehaviour } from './leaves/behaviours';
import { type ClaimedPolicyLeaf, policyRow } from './leaves/policy';
import { endsAtProxy, type Outcome, type Redirect } from './outcome';
import { claimsInForce, type PolicyPart } from './policy-in-force';
import type { Route } from './routes';

/** The composition as text for people: what happens to a request, in order, and which construct claimed it. */
export function explain({ model, routes, problems }: Composition): string {
  const lines = [`${model.host} (namespace ${model.namespace})`];
  for (const { name, number, protocol } of model.ports) lines.push(`  port ${name}: ${number} ${protocol}`);
  for (const [name, labels] of Object.entries(model.versions)) lines.push(`  version ${name}: pods with ${labelsText(labels) || 'any labels'}`);
  for (const { value, by } of model.detours) lines.push(`  port ${value.port} through egress gateway ${value.gateway}, ${byText(by)}`);
  lines.push('requests, first match wins:', ...routes.flatMap((route, i) => routeLines(i + 1, route, model)));
  const policies = policyLines(model);
  if (policies.length > 0) lines.push('clients treat', ...policies);
  if (problems.length > 0) lines.push('problems:', ...problems.map(({ rule, message }) => `  ${rule.severity} ${rule.id}: ${message}`));
  return `${lines.join('\n')}\n`;
}

/** A route in words, and the behaviours of it. */
export function routeLines(number: number, { when, then, by, behaviours, at }: Route, own: Pick<HostModel, 'shares'> = {}): string[] {
  const { shares } = at?.model ?? own;
  const ofShares = then.kind === 'shares' && shares ? [byText(shares.by)] : [];
  const place = at && !endsAtProxy(then) ? ` of ${at.model.host}:${at.port.number}` : '';
  const claimants = at && by ? [...ofShares, `on the route ${byText(by)}`] : by ? [byText(by)] : ofShares;
  return [
    `  ${number}. ${[`${matchText(when)}: ${outcomeText(then, shares?.value)}${place}`, ...claimants].join(', ')}`,
    ...Object.entries(behaviours).map(([name, claim]) => `       ${name}: ${behaviourText(claim)}, ${byText(claim.by)}`),
  ];
}

/** A construct and its line in words. */
export function byText({ construct, source }: Claimant): string {
  return source ? `by ${construct} (${source.file}:${source.line})` : `by ${construct}`;
}

/** The claims in force, part by part: defaults give way to claims of others for more of the host. */
function policyLines({ policies }: HostModel): string[] {
  return policies.flatMap(({ leaves, ...part }) => {
    const inForce = claimsInForce(policies, part);
    const own = Object.entries(leaves).filter(([name, claim]) => inForce.get(name) === claim);
    return [`  ${partText(part)}:`, ...own.map(([name, claim]) => `    ${name}: ${policyText(claim)}, ${byText(claim.by)}`)];
  });
}

function partText({ version, port, clients }: PolicyPart): string {
  return [
    version === undefined ? 'all endpoints' : `version ${version}`,
    port === undefined ? '' : ` on port ${port}`,
    clients ? `, for clients with ${labelsText(clients)}` : '',
  ].join('');
}

function outcomeText(then: Outcome, shares: readonly Share[] | undefined): string {
  switch (then.kind) {
    case 'version': return `to ${then.version}`;
    case 'redirect': return `redirected to ${redirectText(then.redirect)}`;
    case 'response': return `response ${then.status}`;
    case 'service': return `as ${then.host}:${then.port} routes them`;
    case 'delegate': return `routed by VirtualService ${then.namespace}/${then.name}`;
    case 'shares': return shares ? shares.map(({ version, percent }) => `${percent} % to ${version}`).join(', ') : 'to all endpoints';
  }
}

function redirectText({ path, prefix, authority, scheme, port, status }: Redirect): string {
  const place = [
    scheme === undefined ? '' : `${scheme}://`,
    authority ?? (scheme === undefined && port === undefined ? '' : 'the same host'),
    port === undefined ? '' : `:${port}`,
    path ?? '',
  ].join('');
  const moved = prefix === undefined ? '' : `${prefix.to || '/'} in place of ${prefix.from}`;
  return [[place, moved].filter((part) => part !== '').join(', '), status === undefined ? '' : ` with ${status}`].join('');
}

function behaviourText<Claim extends ClaimedBehaviour>(claim: Claim): string {
  return behaviourRow(claim).text(claim.value);
}

function policyText<Claim extends ClaimedPolicyLeaf>(claim: Claim): string {
  return policyRow(claim).text(claim.value);
}
