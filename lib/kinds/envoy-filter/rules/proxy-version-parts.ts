import type { Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import type { PlacedPatch } from './checked-patches';

/** What istiod reads of a version at most. */
export const MAX_BYTES = 1024;

/** A patch for proxies of a version, in YAML. */
export const patch = (version: string, context = 'ANY'): string => (
  `spec: {configPatches: [{applyTo: CLUSTER, match: {context: ${context}, proxy: {proxyVersion: '${version}'}}, patch: {operation: REMOVE}}]}`
);

/** Where the version of an example stands. */
export const at = 'spec.configPatches[0].match.proxy.proxyVersion';

/** Reports what is wrong with the proxyVersion of each of the patches. */
export function problems(
  patches: (spec: Json<EnvoyFilterSpec>) => Iterable<PlacedPatch>, problem: (version: string) => string | undefined,
): Rule<Json<EnvoyFilterSpec>>['check'] {
  return ({ spec }, report) => {
    for (const { at: place, patch: { match } } of patches(spec)) {
      const version = match?.proxy?.proxyVersion;
      const message = version === undefined ? undefined : problem(version);
      if (message !== undefined) report([...place, 'match', 'proxy', 'proxyVersion'], { message });
    }
  };
}
