export { DedicatedVersion, type DedicatedVersionProps } from './dedicated-version';
export { StandardService, type Rollout, type RolloutWeight, type StandardServiceProps } from './standard-service';
