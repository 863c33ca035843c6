import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TrafficExtensionSpec } from '../api';

const MAX_BYTES = 65536;

/** istiod counts the bytes of a script; the API server counts its characters, which the schema checks. */
export const scriptSize = defineRule<Json<TrafficExtensionSpec>>({
  id: 'traffic-extension/script-size',
  severity: 'error',
  authority: 'istiod',
  summary: `Expected a script of at most ${MAX_BYTES} bytes`,
  why: 'istiod refuses the resource.',
  fix: 'shorten the script; a letter beyond ASCII takes two bytes or more',
  source: 'pkg/config/validation/validation.go#validateLuaConfig',
  check({ spec }, report) {
    const size = Buffer.byteLength(spec.lua?.inlineCode ?? '');
    if (size > MAX_BYTES) report(['spec', 'lua', 'inlineCode'], { message: `Expected at most ${MAX_BYTES} bytes, got ${size}` });
  },
  good: [`spec: {lua: {inlineCode: "-- ${'-'.repeat(MAX_BYTES - 3)}"}}`],
  bad: [{ yaml: `spec: {lua: {inlineCode: "-- ${'é'.repeat(MAX_BYTES / 2)}"}}`, at: 'spec.lua.inlineCode' }],
});
