import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { badSelectorKeys } from './selector-key';

/** Reported for every EnvoyFilter, so it has no good example. */
export const noStableInterface = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/no-stable-interface',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected another kind, where one has the setting',
  why: 'Patches name what is inside Istio and Envoy, which changes without notice: they break, or stop to match, with an upgrade.',
  fix: 'use Telemetry, WasmPlugin, DestinationRule or another kind that has the setting; else test the patch with each release before you upgrade',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#ValidateEnvoyFilter',
  check({ spec }, report) {
    if (badSelectorKeys(spec).length > 0) return;
    report(['spec'], { message: 'Expected a kind whose meaning is kept from release to release, got an EnvoyFilter' });
  },
  good: [],
  bad: [{ yaml: 'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {}}}]}', at: 'spec' }],
});
