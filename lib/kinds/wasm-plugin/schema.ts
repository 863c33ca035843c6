import { int32, list, nullable, object, oneOf } from '../../values/schemas';
import { policyTargetFields } from '../_shared/policy-target/schema';
import { trafficMatch } from '../_shared/traffic-match/schema';
import { wasmModuleFields } from '../_shared/wasm-module/schema';

/** @see WasmPluginSpec */
export const schema = object({
  ...policyTargetFields,
  ...wasmModuleFields,
  phase: oneOf(['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS']).optional(),
  priority: nullable(int32).optional(),
  match: list(trafficMatch).optional(),
});
