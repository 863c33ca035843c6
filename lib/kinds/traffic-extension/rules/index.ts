import type { Json } from '../../../values/types';
import { policyTargetRules } from '../../_shared/policy-target/rules';
import { wasmModuleRules } from '../../_shared/wasm-module/rules';
import type { TrafficExtensionSpec } from '../api';
import { scriptSize } from './script-size';
import { wasmOrLua } from './wasm-or-lua';

const topic = 'traffic-extension';
const url = 'url: "oci://ghcr.io/acme/filter:v1"';

/** The rules of TrafficExtension. */
export const rules = [
  ...policyTargetRules({ topic, rest: `wasm: {${url}}` }),
  ...wasmModuleRules<Json<TrafficExtensionSpec>>({
    topic,
    parts: ({ wasm }) => (wasm ? [{ at: ['spec', 'wasm'], module: wasm }] : []),
    examples: [{ yaml: (fields) => `spec: {wasm: {${url}, ${fields}}}`, at: 'spec.wasm' }],
  }),
  scriptSize,
  wasmOrLua,
];
