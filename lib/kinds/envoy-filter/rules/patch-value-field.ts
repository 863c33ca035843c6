import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { asOne, decodedPatches } from './decoded-patches';

/** Every field of a value is one that istiod knows. */
export const patchValueField = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/patch-value-field',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Unknown field in the value of a patch',
  why: 'istiod drops the field, so the patch does less than what is written. It warns once of each patch, about any of its unknown fields.',
  fix: 'correct the name, or remove the field',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check({ spec }, report) {
    for (const { at, decoded: { misfits, unknownTypes, unknownFields } } of decodedPatches(spec)) {
      if (misfits.length === 0 && unknownTypes.length === 0 && unknownFields.length > 0) report(...asOne(at, unknownFields));
    }
  },
  good: ['spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {respect_dns_ttl: true, altStatName: shop}}}]}'],
  bad: [
    {
      yaml: 'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {respect_dns_tll: true}}}]}',
      at: 'spec.configPatches[0].patch.value.respect_dns_tll',
    },
    {
      yaml: `spec:
  configPatches:
  - applyTo: HTTP_FILTER
    patch:
      operation: INSERT_BEFORE
      value: {name: lua, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua, code: ""}}`,
      at: 'spec.configPatches[0].patch.value.typed_config.code',
    },
  ],
});
