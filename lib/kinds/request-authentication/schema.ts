import { duration, wholeMilliseconds } from '../../values/duration';
import { jwks } from '../../values/jwks';
import { jwksUri, jwksUriPort } from '../../values/jwks-uri';
import { bool, list, object, oneOf, since, text, value } from '../../values/schemas';
import { policyTargetFields } from '../_shared/policy-target/schema';

const notEmpty = text({ min: 1 });
const keysAddress = text({ min: 1, max: 2048, rules: [jwksUri, jwksUriPort] });

const jwtRule = object({
  issuer: notEmpty.optional(),
  audiences: list(notEmpty).optional(),
  jwksUri: keysAddress.optional(),
  jwks_uri: keysAddress.optional(),
  jwks: value(jwks).optional(),
  fromHeaders: list(object({
    name: notEmpty,
    prefix: text().optional(),
  })).optional(),
  fromParams: list(notEmpty).optional(),
  fromCookies: list(notEmpty).optional(),
  forwardOriginalToken: bool.optional(),
  outputPayloadToHeader: text().optional(),
  outputClaimToHeaders: list(object({
    header: text({ min: 1, pattern: /^[-_A-Za-z0-9]+$/ }),
    claim: notEmpty,
  })).optional(),
  timeout: value(duration, wholeMilliseconds).optional(),
  spaceDelimitedClaims: since('1.28', list(notEmpty, { max: 64 })).optional(),
  presence: since('1.32', oneOf(['OPTIONAL', 'REQUIRED'])).optional(),
});

/** @see RequestAuthenticationSpec */
export const schema = object({
  ...policyTargetFields,
  jwtRules: list(jwtRule, { max: 4096 }).optional(),
});
