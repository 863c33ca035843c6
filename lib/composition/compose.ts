import { quote } from '../core/quote';
import { isHttpProtocol } from '../values/protocol';
import { modelOf } from './claims';
import { compositionRules } from './composition-rules';
import { detourProblems } from './detours';
import type { Balancing } from './host-policy';
import type { Claimant, Contribution, HostFacts, HostModel, HostPort } from './model';
import { mirroredVersions } from './mirrored-versions';
import { overlappingClients } from './overlapping-clients';
import type { Problem } from './problem';
import { type Route, routesOf } from './routes';
import { stickyCookies } from './sticky-cookies';
import { behindDelegates, withoutEffect } from './without-effect';

/** A host as it will be rendered. */
export interface Composition {
  readonly model: HostModel;
  /** In the order in which they are tried. */
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
}

/** What constructs say about a host, put together. */
export function compose(facts: HostFacts, contributions: readonly Contribution[]): Composition {
  const { model, problems } = modelOf(facts, contributions);
  const { routes, problems: ofRoutes } = routesOf(model);
  const ofModel = [
    withoutHttp, versionsOverlap, affinity, behindDelegates, detourProblems, mirroredVersions, overlappingClients, stickyCookies,
  ].flatMap((problemsOf) => problemsOf(model));
  return { model, routes, problems: [...problems, ...ofRoutes, ...withoutEffect(model, routes), ...ofModel] };
}

/** Requests are seen on HTTP ports alone. */
function withoutHttp(model: HostModel): Problem[] {
  if (model.ports.length > 0 && model.ports.every(({ protocol }) => isHttpProtocol(protocol))) return [];
  const claimants = new Map<string, { by: Claimant; ports: readonly HostPort[] }>();
  const needs = (by: Claimant, ports = model.ports): void => {
    if (!ports.some(({ protocol }) => isHttpProtocol(protocol)) && !claimants.has(by.construct)) claimants.set(by.construct, { by, ports });
  };
  for (const { by } of model.exceptions) needs(by);
  for (const { leaves } of model.behaviours) for (const { by } of Object.values(leaves)) needs(by);
  for (const { port, leaves } of model.policies) {
    const ports = port === undefined ? model.ports : model.ports.filter(({ name }) => name === port);
    for (const [leaf, { value, by, fallback }] of Object.entries(leaves)) if (!fallback && isForRequests(leaf, value)) needs(by, ports);
  }
  return [...claimants.values()].map(({ by, ports }) => ({
    rule: compositionRules.needsHttp,
    message: `Expected an HTTP port of ${quote(model.host)}, got ${ports.map(({ name, protocol }) => `${quote(name)} with ${protocol}`).join(', ') || 'none'}`,
    by,
    others: [],
  }));
}

const LIMITS_OF_REQUESTS = /^(?:http\.|limits\.(?:pendingRequests|requests|retries)$)/;

/** True for a policy that does nothing for connections. */
function isForRequests(leaf: string, value: unknown): boolean {
  if (leaf !== 'balancing') return LIMITS_OF_REQUESTS.test(leaf);
  return !('clientAddress' in (value as Balancing).affinity);
}

/** Pods that would get the traffic of two versions. */
function versionsOverlap({ shares, exceptions, versions }: HostModel): Problem[] {
  const used = [
    ...(shares?.value ?? []).map(({ version }) => ({ version, by: shares!.by })),
    ...exceptions.flatMap(({ value: { then }, by }) => (then.kind === 'version' ? [{ version: then.version, by }] : [])),
  ];
  for (const [i, { version, by }] of used.entries()) {
    const other = used.slice(0, i).find((one) => one.version !== version && !areApart(versions[one.version], versions[version]));
    if (other === undefined) continue;
    const message = `Expected versions of different pods, got ${quote(other.version)} and ${quote(version)}, which a pod can be both of`;
    return [{ rule: compositionRules.versionsOverlap, message, by, others: other.by.construct === by.construct ? [] : [other.by] }];
  }
  return [];
}

function areApart(one: Readonly<Record<string, string>> = {}, two: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(one).some(([label, value]) => two[label] !== undefined && two[label] !== value);
}

/** A hash keeps a client at one endpoint of the version that chance picked. */
function affinity(model: HostModel): Problem[] {
  const claim = model.policies.find(({ version, leaves }) => version === undefined && leaves.balancing)?.leaves.balancing;
  const shares = model.shares?.value.filter(({ percent }) => percent > 0) ?? [];
  const isRandom = shares.length > 1 && !shares.every(({ setCookie }) => setCookie);
  if (claim === undefined || !isRandom) return [];
  return [{
    rule: compositionRules.affinityWithinVersion,
    message: `Conflicting: ${quote(claim.by.construct)} keeps a client at one endpoint, but ${quote(model.shares!.by.construct)} picks the version at random for each request`,
    by: claim.by,
    others: [model.shares!.by],
  }];
}
