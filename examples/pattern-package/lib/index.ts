export { DedicatedVersion, type DedicatedVersionProps } from './dedicated-version';
export { ownedGateways } from './owned-gateways';
export { StandardService, type Rollout, type RolloutWeight, type StandardServiceProps } from './standard-service';
