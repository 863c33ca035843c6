import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { regexProblem } from '../../../values/re2';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { checkedPatches } from './checked-patches';
import { MAX_BYTES, at, patch, problems } from './proxy-version-parts';

/** The release of a proxy is matched by a regex. */
export const proxyVersionIsRegex = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/proxy-version-is-regex',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an RE2 regex for the release of the proxy',
  why: 'istiod refuses the resource.',
  fix: 'write a regex without look-around and back references, such as 1\\.31.*',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check: problems(checkedPatches, (version) => {
    const reason = Buffer.byteLength(version) > MAX_BYTES ? undefined : regexProblem(version);
    return reason && `Expected an RE2 regex, got ${quote(version)}: ${reason}`;
  }),
  good: [patch('^1\\.3[01].*'), patch('')],
  bad: [{ yaml: patch('1.31(?!.0)'), at }],
});
