import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TrafficExtensionSpec } from '../api';

/** An extension needs something to run. The schema refuses two of them. */
export const wasmOrLua = defineRule<Json<TrafficExtensionSpec>>({
  id: 'traffic-extension/wasm-or-lua',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected wasm or lua',
  why: 'The API server refuses the resource: it has nothing to run.',
  fix: 'add wasm with the url of a module, or lua with a script',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#TrafficExtension.spec', 'pkg/config/validation/validation.go#ValidateTrafficExtension'],
  cel: ['has(self.wasm) != has(self.lua)'],
  check({ spec }, report) {
    if (spec.wasm === undefined && spec.lua === undefined) report(['spec'], { message: 'Expected wasm or lua, got neither' });
  },
  good: ['spec: {lua: {inlineCode: "function envoy_on_request(handle) end"}}', 'spec: {wasm: {url: /etc/filter.wasm}}'],
  bad: [{ yaml: 'spec: {phase: AUTHN}', at: 'spec' }],
});
