import { portNumber } from '../../values/port-number';
import { map, object, oneOf } from '../../values/schemas';
import { matchLabelsSelector } from '../_shared/match-labels/schema';

const mutualTls = object({
  mode: oneOf(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']).optional(),
});

/** @see PeerAuthenticationSpec */
export const schema = object({
  selector: matchLabelsSelector.optional(),
  mtls: mutualTls.optional(),
  portLevelMtls: map(mutualTls, { min: 1, keys: [portNumber] }).optional(),
});
