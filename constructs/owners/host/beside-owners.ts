import { compositionRules } from '../../../lib/composition/composition-rules';
import { hiddenParts } from '../../../lib/composition/hidden-policy';
import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { areExportedTogether, isExported } from '../../../lib/values/export-to';
import { placeOf } from '../../core/claimant';
import type { FoundOn, WrittenObject } from '../../core/inspection';
import type { HostOwner } from './host-owner';
import { type IstioManifest, istioManifests, textsOf } from './istio-manifest';

const KINDS = ['VirtualService', 'DestinationRule', 'ServiceEntry'] as const;

/** What to write in place of a resource of each kind. */
const FIXES: Readonly<Record<(typeof KINDS)[number], string>> = {
  VirtualService: 'contribute the routes: HttpPolicies, Canary or another pattern of the service; its option delegate hands paths to a '
    + 'DelegateVirtualService; virtualService.addJsonPatch(…) of the service changes what it writes',
  DestinationRule: 'contribute the policy: CircuitBreaker, StickySession or another pattern of the service, or contribute(…) of a pattern of yours; '
    + 'destinationRule.addJsonPatch(…) of the service changes what it writes',
  ServiceEntry: 'take it out, and change what the ExternalService writes by its options or by serviceEntry.addJsonPatch(…)',
};

/** Resources for hosts that have an owner, made by another construct. @internal */
export function besideOwners(owners: readonly HostOwner[], written: readonly WrittenObject[], cluster: string | undefined): FoundOn[] {
  const manifests = istioManifests(written, KINDS, cluster);
  const others = manifests.filter(({ isOwners }) => !isOwners);
  if (others.length === 0) return [];
  const names = ownersByName(owners);
  const rules = new Map(manifests.filter(({ isOwners }) => isOwners).map((manifest) => [manifest.object.node.scope, manifest]));
  return others.flatMap((manifest): FoundOn[] => {
    const found = hostsOf(manifest).flatMap(({ host, path }) => {
      const meant = [...ownersOf(names, host, manifest.namespace), ...coveredBy(owners, host, manifest, manifests)];
      return meant.map((owner) => about(manifest, owner, path, rules.get(owner.destinationRule)));
    });
    return found.filter((each) => each !== undefined);
  });
}

type Host = { readonly host: string; readonly path: readonly (string | number)[] };

function hostsOf({ id: { kind }, spec }: IstioManifest): Host[] {
  if (kind === 'DestinationRule') return typeof spec.host === 'string' ? [{ host: spec.host, path: ['spec', 'host'] }] : [];
  return textsOf(spec.hosts).map((host, i) => ({ host, path: ['spec', 'hosts', i] }));
}

function ownersByName(owners: readonly HostOwner[]): ReadonlyMap<string, readonly HostOwner[]> {
  const names = new Map<string, HostOwner[]>();
  for (const owner of owners) {
    for (const name of owner._names) names.set(name.toLowerCase(), [...names.get(name.toLowerCase()) ?? [], owner]);
  }
  return names;
}

/** The owners of a host as a resource of that namespace names it: a name without dots is one of its own namespace. */
function ownersOf(names: ReadonlyMap<string, readonly HostOwner[]>, host: string, namespace: string): readonly HostOwner[] {
  const found = names.get(host.toLowerCase()) ?? [];
  return host.includes('.') ? found : found.filter((owner) => owner._home === namespace);
}

/** The owners of hosts that a wildcard rule of their clients is for, where these have no rule of the very host. */
function coveredBy(
  owners: readonly HostOwner[], host: string, { id: { kind }, namespace }: IstioManifest, all: readonly IstioManifest[],
): HostOwner[] {
  if (kind !== 'DestinationRule' || !host.startsWith('*')) return [];
  const rules = all.filter((other) => other.id.kind === kind && other.namespace === namespace);
  const isCovered = (owner: HostOwner): boolean => owner.host !== host && owner.host.endsWith(host.slice(1).toLowerCase());
  return owners.filter((owner) => isCovered(owner) && owner.namespace !== namespace && !rules.some(({ spec }) => spec.host === owner.host));
}

function about(manifest: IstioManifest, owner: HostOwner, path: Host['path'], rule: IstioManifest | undefined): FoundOn | undefined {
  const { id: { kind }, namespace, spec } = manifest;
  const home = owner._placement();
  const exportTo = textsOf(spec.exportTo);
  if (kind === 'DestinationRule' && namespace !== home.namespace) return ofClients(manifest, owner, rule);
  if (kind === 'VirtualService' && !isForMesh(manifest, owner)) return undefined;
  const exported = { namespace: home.namespace, ...home.exportTo ? { exportTo: home.exportTo } : {} };
  if (!areExportedTogether(exported, { namespace, exportTo })) return undefined;
  const { node: { path: construct } } = manifest.object;
  return on(manifest, owner, finding(compositionRules.ownedHost, manifest.id, path, {
    message: `Expected ${quote(owner.node.path)} to write the ${kind} of ${quote(owner.host)}, which it owns, got another one from ${quote(construct)}`,
    fix: FIXES[kind as keyof typeof FIXES],
  }));
}

/** A rule in the namespace of clients: these follow it in place of the owner's. */
function ofClients(manifest: IstioManifest, owner: HostOwner, rule: IstioManifest | undefined): FoundOn | undefined {
  const { namespace, spec, id } = manifest;
  if (rule === undefined || !isExported(textsOf(rule.spec.exportTo), rule.namespace, namespace)) return undefined;
  if (hiddenParts(rule.spec, spec, owner._usedVersions).length > 0) return undefined; // the analyzer composition/hiding-rule reports it
  const { node: { path: construct } } = manifest.object;
  return on(manifest, owner, finding(compositionRules.clientRule, id, ['spec', 'host'], {
    message: `Expected no rule for clients in ${quote(namespace)} in place of the DestinationRule of ${quote(owner.node.path)}, got one from ${quote(construct)}, `
      + 'which repeats its subsets and its TLS',
  }));
}

function on({ object }: IstioManifest, owner: HostOwner, found: FoundOn['finding']): FoundOn {
  return { on: object, finding: { ...found, related: [placeOf(owner._claimant)] } };
}

/** True for routes that sidecars follow, or a gateway on the route to the host. */
function isForMesh({ namespace, spec }: IstioManifest, owner: HostOwner): boolean {
  const gateways = textsOf(spec.gateways);
  if (gateways.length === 0 || gateways.includes('mesh')) return true;
  const detour = owner._detour?.value.gateway;
  return detour !== undefined && gateways.some((name) => (name.includes('/') ? name : `${namespace}/${name}`) === detour);
}
