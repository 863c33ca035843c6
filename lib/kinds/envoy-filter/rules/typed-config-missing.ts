import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { asOne, decodedPatches } from './decoded-patches';

/** A filter says by a type what it is, not by its name. */
export const typedConfigMissing = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/typed-config-missing',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected typed_config beside the name of an extension',
  why: 'Envoy finds extensions by the type of their configuration; to find them by name alone is deprecated and goes away.',
  fix: 'add typed_config with "@type", or config_discovery',
  source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateMissingTypedConfigFilterTypes',
  check({ spec }, report) {
    for (const { at, decoded: { misfits, unknownTypes, unknownFields, untyped } } of decodedPatches(spec)) {
      const isClean = misfits.length === 0 && unknownTypes.length === 0 && unknownFields.length === 0;
      if (isClean && untyped.length > 0) report(...asOne(at, untyped));
    }
  },
  good: [
    'spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: ADD, value: {name: a, config_discovery: {type_urls: [a]}}}}]}',
    'spec: {configPatches: [{applyTo: FILTER_CHAIN, patch: {operation: MERGE, value: {filters: [{name: my.custom}]}}}]}',
  ],
  bad: [
    { yaml: 'spec: {configPatches: [{applyTo: NETWORK_FILTER, patch: {operation: ADD, value: {name: my.custom}}}]}', at: 'spec.configPatches[0].patch.value' },
    {
      yaml: 'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {transport_socket: {name: tls}}}}]}',
      at: 'spec.configPatches[0].patch.value.transport_socket',
    },
  ],
});
