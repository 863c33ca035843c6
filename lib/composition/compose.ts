import { quote } from '../core/quote';
import { isHttpProtocol } from '../values/protocol';
import { modelOf } from './claims';
import { compositionRules } from './composition-rules';
import { detourProblems } from './detours';
import type { Balancing, Claimant, Contribution, HostFacts, HostModel } from './model';
import type { Problem } from './problem';
import { type Route, routesOf } from './routes';

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
  const ofModel = [withoutHttp, affinity, mirrorsBesideDelegates, detourProblems].flatMap((problemsOf) => problemsOf(model));
  return { model, routes, problems: [...problems, ...ofRoutes, ...ofModel] };
}

/** Requests are seen on HTTP ports alone. */
function withoutHttp(model: HostModel): Problem[] {
  if (model.ports.some(({ protocol }) => isHttpProtocol(protocol))) return [];
  const claimants = new Map<string, Claimant>();
  for (const { by } of model.exceptions) claimants.set(by.construct, by);
  for (const { leaves } of model.behaviours) for (const { by } of Object.values(leaves)) claimants.set(by.construct, by);
  const ports = model.ports.map(({ name, protocol }) => `${quote(name)} with ${protocol}`).join(', ') || 'none';
  return [...claimants.values()].map((by) => ({
    rule: compositionRules.needsHttp, message: `Expected an HTTP port of ${quote(model.host)}, got ${ports}`, by, others: [],
  }));
}

/** A hash keeps a client at one endpoint of the version that chance picked. */
function affinity(model: HostModel): Problem[] {
  const claim = model.policies.find(({ version, leaves }) => version === undefined && leaves.balancing)?.leaves.balancing;
  const shares = model.shares?.value.filter(({ percent }) => percent > 0) ?? [];
  const isRandom = shares.length > 1 && !shares.every(({ setCookie }) => setCookie);
  if (claim === undefined || !('affinity' in (claim.value as Balancing)) || !isRandom) return [];
  return [{
    rule: compositionRules.affinityWithinVersion,
    message: `Conflicting: ${quote(claim.by.construct)} keeps a client at one endpoint, but ${quote(model.shares!.by.construct)} picks the version at random for each request`,
    by: claim.by,
    others: [model.shares!.by],
  }];
}

function mirrorsBesideDelegates(model: HostModel): Problem[] {
  const delegate = model.exceptions.find(({ value }) => value.then.kind === 'delegate');
  if (delegate === undefined) return [];
  const mirrors = model.behaviours.flatMap(({ leaves }) => Object.entries(leaves).filter(([leaf]) => leaf.startsWith('mirror ')));
  return mirrors.map(([, { by }]) => ({
    rule: compositionRules.mirrorAndDelegate,
    message: `Conflicting: ${quote(by.construct)} copies the requests of the host, but ${quote(delegate.by.construct)} hands some of them to a delegate`,
    by,
    others: [delegate.by],
  }));
}
