export { check, type CheckOptions } from './analysis/check';
export { ConfigError, renderFinding } from './core/config-error';
export {
  renderPath, type Authority, type Finding, type Path, type RelatedResource, type ResourceId, type Severity, type SourceLocation,
} from './core/finding';
export { InternalError } from './core/internal-error';
export { DEFAULT_RELEASE, RELEASES, type IstioRelease } from './core/release';
export type { WorkloadEntry } from './kinds/_shared/workload-entry/api';
export type { WorkloadSelector } from './kinds/_shared/workload-selector/api';
export type { ServiceEntryLocation, ServiceEntryPort, ServiceEntryResolution, ServiceEntrySpec } from './kinds/service-entry/api';
export type { AtMostOne, ExactlyOne } from './values/types';
