import { policyTargetRules } from '../../_shared/policy-target/rules';
import { issuerOrAddressOfKeys } from './issuer-or-address-of-keys';
import { literalStar } from './literal-star';
import { oneSourceOfKeys } from './one-source-of-keys';
import { publicKeysOnly } from './public-keys-only';

/** The rules of RequestAuthentication. */
export const rules = [
  ...policyTargetRules({ topic: 'request-authentication', rest: 'jwtRules: [{issuer: "https://issuer.example.com"}]' }),
  issuerOrAddressOfKeys,
  literalStar,
  oneSourceOfKeys,
  publicKeysOnly,
];
