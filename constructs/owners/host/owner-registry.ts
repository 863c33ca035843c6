import type { Construct } from 'constructs';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { quote } from '../../../lib/core/quote';
import { placeOf } from '../../core/claimant';
import { clusterState } from '../../core/cluster-state';
import { meshOptionsOf } from '../../core/mesh-options';
import { refuse } from '../../core/refuse';
import { Synthesis } from '../../core/synthesis';
import { besideOwners } from './beside-owners';
import { headlessVersions } from './headless-versions';
import type { HostOwner } from './host-owner';

/** All owners of a cluster by namespace and host. */
const ownersOf = clusterState<Map<string, HostOwner>>('HostOwners', () => new Map());

/**
 * Notes the owner of a host.
 *
 * @throws ConfigError when the host has one in that namespace: Istio follows one DestinationRule and one VirtualService of a host
 * @internal
 */
export function registerOwner(owner: HostOwner, namespace: string): void {
  const owners = ownersOf(owner);
  const key = `${namespace}/${owner.host}`;
  const first = owners.get(key);
  if (first) {
    refuse(owner, compositionRules.ownedTwice, [], {
      message: `Expected one owner of ${quote(owner.host)}, got ${quote(first.node.path)} and ${quote(owner.node.path)}`,
      related: [placeOf(first._claimant)],
    });
  }
  if (owners.size === 0) Synthesis.of(owner).inspect((written) => {
    const { cluster } = meshOptionsOf(owner);
    return [besideOwners, headlessVersions].flatMap((inspect) => inspect([...owners.values()], written, cluster));
  });
  owners.set(key, owner);
}

/** Every host that a construct of the same cluster owns. @internal */
export function ownedHosts(construct: Construct): HostOwner[] {
  return [...ownersOf(construct).values()];
}
