import type { Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

/** What istiod reads of a version at most. */
export const MAX_BYTES = 1024;

/** A patch for proxies of a version, in YAML. */
export const patch = (version: string, context = 'ANY'): string => (
  `spec: {configPatches: [{applyTo: CLUSTER, match: {context: ${context}, proxy: {proxyVersion: '${version}'}}, patch: {operation: REMOVE}}]}`
);

/** Where the version of an example stands. */
export const at = 'spec.configPatches[0].match.proxy.proxyVersion';

/** What each proxyVersion that istiod looks at is: it skips the patches of waypoints. */
export function problems(problem: (version: string) => string | undefined): Rule<Json<EnvoyFilterSpec>>['check'] {
  return ({ spec: { configPatches = [] } }, report) => {
    configPatches.forEach(({ match }, i) => {
      const version = match?.context === 'WAYPOINT' ? undefined : match?.proxy?.proxyVersion;
      const message = version === undefined ? undefined : problem(version);
      if (message !== undefined) report(['spec', 'configPatches', i, 'match', 'proxy', 'proxyVersion'], { message });
    });
  };
}
