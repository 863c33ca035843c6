import type { Claimed } from '../../../lib/composition/claim';
import type { Composition } from '../../../lib/composition/compose';
import { compositionRules } from '../../../lib/composition/composition-rules';
import type { RoutedService } from '../../../lib/composition/other-services';
import type { OtherService } from '../../../lib/composition/outcome';
import type { Problem } from '../../../lib/composition/problem';
import { choices, quote } from '../../../lib/core/quote';
import { isExportedAsFarAs } from '../../../lib/values/export-to';
import { treeState } from '../../core/tree-state';
import type { HostOwner } from './host-owner';
import { ownedHosts } from './owner-registry';

/** Compositions of services that routes of other hosts lead to: each is asked for by all of those hosts. */
const compositions = treeState<Map<HostOwner, Composition>>('RoutedCompositions', () => new Map());

/** Forgets what contributions change. @internal */
export function forgetRoutedServices(owner: HostOwner): void {
  compositions(owner).clear();
}

/** The service that a route of a host leads to; `undefined` where this app does not own it, or it leads back. @internal */
export function routedService(from: HostOwner, then: OtherService): RoutedService | undefined {
  const owner = ownerOf(from, then);
  if (owner === undefined || routeTo(owner, from) !== undefined) return undefined;
  const known = compositions(from);
  const composition = known.get(owner) ?? owner._composition;
  known.set(owner, composition);
  const { _authority: authority } = owner;
  return { model: composition.model, routes: composition.routes, ...(authority === undefined ? {} : { authority }) };
}

/** The owner of the host; of several in different namespaces that of the same one. */
function ownerOf(from: HostOwner, { host }: OtherService): HostOwner | undefined {
  const owners = ownedHosts(from).filter((owner) => owner.host === host);
  return owners.find((owner) => owner._home === from._home) ?? owners[0];
}

/** A route from one host to another and the host that it starts at. */
type Step = Claimed<OtherService> & { readonly from: HostOwner };

/** The shortest route from one host to another, over the hosts between them. */
function routeTo(start: HostOwner, end: HostOwner): readonly Step[] | undefined {
  if (start === end) return [];
  const seen = new Set([start]);
  let routes: { readonly owner: HostOwner; readonly steps: readonly Step[] }[] = [{ owner: start, steps: [] }];
  while (routes.length > 0) {
    const next: typeof routes = [];
    for (const { owner, steps } of routes) {
      for (const claim of owner._otherServices) {
        const to = ownerOf(owner, claim.value);
        const all = [...steps, { ...claim, from: owner }];
        if (to === end) return all;
        if (to === undefined || seen.has(to)) continue;
        seen.add(to);
        next.push({ owner: to, steps: all });
      }
    }
    routes = next;
  }
  return undefined;
}

/** Routes that lead from the host back to it, reported once for all hosts between. @internal */
export function circularRoutes(owner: HostOwner): Problem[] {
  const problems = new Map<string, Problem>();
  for (const claim of owner._otherServices) {
    const to = ownerOf(owner, claim.value);
    const back = to && routeTo(to, owner);
    if (back === undefined) continue;
    const steps: readonly Step[] = [{ ...claim, from: owner }, ...back];
    const isFirst = steps.every(({ from }) => from.node.path >= owner.node.path);
    const [first, ...others] = [...new Map(steps.map(({ by }) => [by.construct, by])).values()];
    const texts = steps.map(({ from, value, by }) => `${quote(from.host)} to ${quote(value.host)} from ${quote(by.construct)}`);
    if (isFirst && !problems.has(String(to?.node.path))) problems.set(String(to?.node.path), {
      rule: compositionRules.circularRoutes,
      message: `Expected routes to other services that lead nowhere back, got ${texts.join(', and ')}`,
      by: first!,
      others,
    });
  }
  return [...problems.values()];
}

/** Services that not all clients see which follow the routes of the host. @internal */
export function servicesOutOfSight(owner: HostOwner): Problem[] {
  const { exportTo, namespace } = owner._placement();
  const own = { namespace, ...(exportTo ? { exportTo } : {}) };
  return owner._otherServices.flatMap(({ value, by }): Problem[] => {
    const other = ownerOf(owner, value);
    if (other === undefined) return [];
    const place = other._placement();
    const unseen = [place.exportTo, place.ruleExportTo]
      .find((to) => to !== undefined && !isExportedAsFarAs({ namespace: place.namespace, exportTo: to }, own));
    return unseen === undefined ? [] : [{
      rule: compositionRules.serviceOutOfSight,
      message: `Expected ${quote(other.host)} to be exported to the namespaces that see ${quote(owner.host)}, got ${choices(unseen)}`,
      by,
      others: [other._claimant],
    }];
  });
}
