import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { decodedPatches } from './decoded-patches';

const filter = (type: string): string => (
  `spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: INSERT_BEFORE, value: {name: lua, typed_config: {"@type": type.googleapis.com/${type}}}}}]}`
);

/** A typed configuration names a type that istiod knows. */
export const patchValueType = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/patch-value-type',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a type of Envoy\'s v3 API after "@type"',
  why: 'istiod refuses the resource: it can decode only types that are built into it, and those of the v2 API are not.',
  fix: 'write the full name of the type, as the reference of Envoy\'s v3 API has it',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
  check({ spec }, report) {
    for (const { at, decoded: { unknownTypes } } of decodedPatches(spec)) {
      for (const { at: place, ...detail } of unknownTypes) report([...at, ...place], detail);
    }
  },
  good: [filter('envoy.extensions.filters.http.lua.v3.Lua')],
  bad: [
    { yaml: filter('envoy.config.filter.http.lua.v2.Lua'), at: 'spec.configPatches[0].patch.value.typed_config["@type"]' },
    { yaml: filter('envoy.extensions.filters.http.lua.v3.Lua2'), at: 'spec.configPatches[0].patch.value.typed_config["@type"]' },
  ],
});
