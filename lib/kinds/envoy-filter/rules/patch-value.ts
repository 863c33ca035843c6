import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { decodedPatches } from './decoded-patches';

/** The value of a patch is what Envoy's type can hold. */
export const patchValue = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/patch-value',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a value that Envoy\'s type of the patched object can hold',
  why: 'istiod decodes the value with Envoy\'s own types, and refuses the resource when it cannot.',
  fix: 'write the field as the reference of Envoy\'s v3 API has it',
  source: ['pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter', 'pkg/config/xds/xds.go#BuildXDSObjectFromStruct'],
  check({ spec }, report) {
    for (const { at, decoded: { misfits } } of decodedPatches(spec)) {
      for (const { at: place, ...detail } of misfits) report([...at, ...place], detail);
    }
  },
  good: [
    'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 5s, lb_policy: MAGLEV, max_requests_per_connection: 10}}}]}',
    'spec: {configPatches: [{applyTo: VIRTUAL_HOST, patch: {operation: MERGE, value: {rate_limits: [{actions: [{remote_address: {}}]}]}}}]}',
  ],
  bad: [
    {
      yaml: 'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 5}}}]}',
      at: 'spec.configPatches[0].patch.value.connect_timeout',
    },
    {
      yaml: 'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {lb_policy: ROUND_ROBBIN}}}]}',
      at: 'spec.configPatches[0].patch.value.lb_policy',
    },
    {
      yaml: 'spec: {configPatches: [{applyTo: VIRTUAL_HOST, patch: {operation: MERGE, value: {rate_limits: {actions: []}}}}]}',
      at: 'spec.configPatches[0].patch.value.rate_limits',
    },
    {
      yaml: 'spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: INSERT_BEFORE, value: {name: lua, typed_config: {inline_code: ""}}}}]}',
      at: 'spec.configPatches[0].patch.value.typed_config',
    },
  ],
});
