import { int32, list, nullable, object, oneOf, text } from '../../values/schemas';
import { policyTargetFields } from '../_shared/policy-target/schema';
import { trafficMatch } from '../_shared/traffic-match/schema';
import { wasmModule } from '../_shared/wasm-module/schema';

const { selector, targetRefs } = policyTargetFields;

/** @see TrafficExtensionSpec */
export const schema = object({
  selector,
  targetRefs,
  wasm: wasmModule.optional(),
  lua: object({ inlineCode: text({ min: 1, max: 65536 }) }).optional(),
  phase: oneOf(['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS']).optional(),
  priority: nullable(int32).optional(),
  match: list(trafficMatch).optional(),
}, { atMostOne: [['wasm', 'lua']] });
