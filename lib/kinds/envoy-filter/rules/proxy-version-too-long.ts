import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { MAX_BYTES, at, patch, problems } from './proxy-version-parts';
import { patchesBeforeVersion } from './stages';

/** istiod ignores a regex that is too long. */
export const proxyVersionTooLong = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/proxy-version-too-long',
  severity: 'warning',
  authority: 'istiod',
  summary: `Expected a regex of at most ${MAX_BYTES} bytes for the release of the proxy`,
  why: 'istiod ignores a longer one.',
  fix: 'shorten the regex',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check: problems(patchesBeforeVersion, (version) => {
    const bytes = Buffer.byteLength(version);
    return bytes > MAX_BYTES ? `Expected at most ${MAX_BYTES} bytes, got ${bytes}` : undefined;
  }),
  good: [patch('1'.repeat(MAX_BYTES))],
  bad: [{ yaml: patch('1'.repeat(MAX_BYTES + 1)), at }],
});
