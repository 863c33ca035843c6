import { quote } from '../../../core/quote';
import { defineRule, type Rule } from '../../../core/rule';
import { regexProblem } from '../../../values/re2';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

const MAX_BYTES = 1024;
const patch = (version: string, context = 'ANY'): string => (
  `spec: {configPatches: [{applyTo: CLUSTER, match: {context: ${context}, proxy: {proxyVersion: '${version}'}}, patch: {operation: REMOVE}}]}`
);
const at = 'spec.configPatches[0].match.proxy.proxyVersion';

/** What each proxyVersion that istiod looks at is: it skips the patches of waypoints. */
function problems(problem: (version: string) => string | undefined): Rule<Json<EnvoyFilterSpec>>['check'] {
  return ({ spec: { configPatches = [] } }, report) => {
    configPatches.forEach(({ match }, i) => {
      const version = match?.context === 'WAYPOINT' ? undefined : match?.proxy?.proxyVersion;
      const message = version === undefined ? undefined : problem(version);
      if (message !== undefined) report(['spec', 'configPatches', i, 'match', 'proxy', 'proxyVersion'], { message });
    });
  };
}

/** The release of a proxy is matched by a regex. */
export const proxyVersionIsRegex = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/proxy-version-is-regex',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an RE2 regex for the release of the proxy',
  why: 'istiod refuses the resource.',
  fix: 'write a regex without look-around and back references, such as 1\\.31.*',
  source: 'EF-015; validation.go validateEnvoyFilter',
  check: problems((version) => {
    const reason = Buffer.byteLength(version) > MAX_BYTES ? undefined : regexProblem(version);
    return reason && `Expected an RE2 regex, got ${quote(version)}: ${reason}`;
  }),
  good: [patch('^1\\.3[01].*'), patch('')],
  bad: [{ yaml: patch('1.31(?!.0)'), at }],
});

/** A regex that is too long is none. */
export const proxyVersionTooLong = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/proxy-version-too-long',
  severity: 'warning',
  authority: 'istiod',
  summary: `Expected a regex of at most ${MAX_BYTES} bytes for the release of the proxy`,
  why: 'istiod ignores a longer one.',
  fix: 'shorten the regex',
  source: 'EF-016; validation.go validateEnvoyFilter',
  check: problems((version) => {
    const bytes = Buffer.byteLength(version);
    return bytes > MAX_BYTES ? `Expected at most ${MAX_BYTES} bytes, got ${bytes}` : undefined;
  }),
  good: [patch('1'.repeat(MAX_BYTES))],
  bad: [{ yaml: patch('1'.repeat(MAX_BYTES + 1)), at }],
});
