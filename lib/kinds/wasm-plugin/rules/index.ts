import type { Json } from '../../../values/types';
import { policyTargetRules } from '../../_shared/policy-target/rules';
import { wasmModuleRules } from '../../_shared/wasm-module/rules';
import type { WasmPluginSpec } from '../api';

const topic = 'wasm-plugin';
const rest = 'url: "oci://ghcr.io/acme/filter:v1"';

/** The rules of WasmPlugin. */
export const rules = [
  ...policyTargetRules({ topic, rest }),
  ...wasmModuleRules<Json<WasmPluginSpec>>({
    topic, parts: (spec) => [{ at: ['spec'], module: spec }], examples: [{ yaml: (fields) => `spec: {${rest}, ${fields}}`, at: 'spec' }],
  }),
];
