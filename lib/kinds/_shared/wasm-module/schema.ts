import { anything, list, map, object, oneOf, text } from '../../../values/schemas';
import { wasmUrl } from '../../../values/wasm-url';

const variable = object({
  name: text({ min: 1, max: 256 }),
  valueFrom: oneOf(['INLINE', 'HOST']).optional(),
  value: text({ max: 2048 }).optional(),
});

/** The fields of a module, for a resource that is one and for one that holds one. */
export const wasmModuleFields = {
  url: text({ min: 1, rules: [wasmUrl] }),
  sha256: text({ pattern: /^(?:[a-f0-9]{64})?$/ }).optional(),
  imagePullPolicy: oneOf(['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always']).optional(),
  imagePullSecret: text({ min: 1, max: 253 }).optional(),
  verificationKey: text().optional(),
  pluginConfig: map(anything).optional(),
  pluginName: text({ min: 1, max: 256 }).optional(),
  failStrategy: oneOf(['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'], { FAIL_RELOAD: '1.27' }).optional(),
  vmConfig: object({ env: list(variable, { max: 256, key: 'name' }).optional() }).optional(),
  type: oneOf(['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK']).optional(),
};

/** @see WasmModule */
export const wasmModule = object(wasmModuleFields);
