import { connectionRoutes } from './connection-routes';
import { destinationRules } from './destinations';
import { gatewayRules } from './gateways';
import { hostRules } from './hosts';
import { httpAction } from './http-action';
import { httpPolicy } from './http-policy';
import { httpMatch } from './match';
import { negativeWeight } from './negative-weight';
import { noAction } from './no-action';
import { reachability } from './reachability';
import { redirect } from './redirect';
import { redirectExcludesOthers } from './redirect-excludes-others';
import { topLevel } from './top-level';
import { totalWeightZero } from './total-weight-zero';

/** The rules of VirtualService. */
export const rules = [
  connectionRoutes, destinationRules, gatewayRules, hostRules, httpAction, httpMatch, httpPolicy, negativeWeight, noAction, reachability,
  redirect, redirectExcludesOthers, topLevel, totalWeightZero,
].flat();
