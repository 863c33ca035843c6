import { compositionRules } from '../../../lib/composition/composition-rules';
import type { Problem } from '../../../lib/composition/problem';
import { isObject } from '../../../lib/core/is-object';
import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { meshOptionsOf } from '../../core/mesh-options';
import { placeOf } from '../../core/claimant';
import type { FoundOn, WrittenObject } from '../../core/inspection';
import type { HostOwner } from './host-owner';

/** Headless Services of the tree whose owners have routes that lead to versions. @internal */
export function headlessVersions(owners: readonly HostOwner[], written: readonly WrittenObject[], cluster: string | undefined): FoundOn[] {
  return written.flatMap(({ object, json }): FoundOn[] => {
    if (!isObject<unknown>(json) || json.kind !== 'Service' || json.apiVersion !== 'v1' || meshOptionsOf(object).cluster !== cluster) return [];
    const { metadata, spec } = json;
    if (!isObject<unknown>(spec) || spec.clusterIP !== 'None' || !isObject<unknown>(metadata)) return [];
    const { name, namespace = 'default' } = metadata;
    const found = owners.filter((owner) => owner._names.includes(`${String(name)}.${String(namespace)}.svc`) 
      && owner._usedVersions.size > 0 && !owner._isHeadless);
    return found.map((owner) => ({ on: object, finding: {
      ...finding(compositionRules.headlessVersions, { apiVersion: 'v1', kind: 'Service', namespace: String(namespace), name: String(name) }, ['spec', 'clusterIP'], {
        message: `Expected an address of the Service, between whose versions routes of ${quote(owner.node.path)} choose, got "None"`,
      }),
      related: [placeOf(owner._claimant)],
    } }));
  });
}

/** Routes to versions of a Service of which the owner knows that it is headless. @internal */
export function versionsOfHeadless(owner: HostOwner): Problem[] {
  const by = owner._isHeadless ? owner._userOfVersions : undefined;
  return by === undefined ? [] : [{
    rule: compositionRules.headlessVersions,
    message: `Expected an address of the Service ${quote(owner.host)}, between whose versions routes choose, got clusterIP "None"`,
    by,
    others: [],
  }];
}
