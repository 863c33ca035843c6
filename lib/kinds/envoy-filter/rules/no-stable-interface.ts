import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { badSelectorKeys } from './selector-key';

/** Said to every EnvoyFilter, so there is no good example. */
export const noStableInterface = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/no-stable-interface',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected another kind, where one has the words for it',
  why: 'Patches name what is inside Istio and Envoy, which changes without notice: they break, or stop to match, with an upgrade.',
  fix: 'use Telemetry, WasmPlugin, DestinationRule and the like where they can say it; else try the patch with each release before it runs there',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#ValidateEnvoyFilter',
  check({ spec }, report) {
    if (badSelectorKeys(spec).length > 0) return;
    report(['spec'], { message: 'Expected a kind whose meaning is kept from release to release, got an EnvoyFilter' });
  },
  good: [],
  bad: [{ yaml: 'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {}}}]}', at: 'spec' }],
});
