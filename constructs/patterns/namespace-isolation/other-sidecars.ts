import type { IConstruct } from 'constructs';
import type { Claimant } from '../../../lib/composition/claim';
import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { placeOf } from '../../core/claimant';
import type { FoundOn, WrittenObject } from '../../core/inspection';
import { istioManifests } from '../../owners/host/istio-manifest';
import { isolationRules } from './isolation-rules';

/** The Sidecars that an isolation made, for the namespace and for workloads of it. @internal */
export interface Isolated {
  readonly by: Claimant;
  readonly sidecars: ReadonlySet<IConstruct>;
}

/** Sidecars of isolated namespaces that the isolation did not make. @internal */
export function otherSidecars(
  isolations: ReadonlyMap<string, Isolated>, written: readonly WrittenObject[], cluster: string | undefined,
): FoundOn[] {
  return istioManifests(written, ['Sidecar'], cluster).flatMap(({ object, id, namespace }): FoundOn[] => {
    const isolation = isolations.get(namespace);
    if (isolation === undefined || isolation.sidecars.has(object)) return [];
    return [{ on: object, finding: {
      ...finding(isolationRules.besideIsolation, id, ['metadata', 'name'], {
        message: `Expected ${quote(isolation.by.construct)} to write the Sidecars of namespace ${quote(namespace)}, got another one from ${quote(object.node.path)}`,
      }),
      related: [placeOf(isolation.by)],
    } }];
  });
}
