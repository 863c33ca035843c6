export { StandardService, type Rollout, type RolloutWeight, type StandardServiceProps } from './standard-service';
