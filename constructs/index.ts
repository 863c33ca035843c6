export {
  check, ConfigError, DEFAULT_RELEASE, InternalError, RELEASES, renderFinding, renderPath,
  type AtMostOne, type Authority, type CheckOptions, type ExactlyOne, type Finding, type IstioRelease, type Path, type RelatedResource,
  type ResourceId, type ServiceEntryLocation, type ServiceEntryPort, type ServiceEntryResolution, type ServiceEntrySpec, type Severity,
  type SourceLocation, type WorkloadEntry, type WorkloadSelector,
} from '../lib';
export { IstioObject, type IstioObjectProps } from './core/istio-object';
export { IstioResource, type IstioResourceProps } from './core/istio-resource';
export { configureMesh, type MeshOptions } from './core/mesh-options';
export { Destination, RouteTarget, WeightedTarget, type DestinationOptions } from './core/route-target';
export { IstioServiceEntry, type IstioServiceEntryProps } from './l1/service-entry';
export { Resolution } from './service-entry/resolution';
export { ServiceEntry, ServiceEntryPortTarget, type ServiceEntryPortOptions, type ServiceEntryProps } from './service-entry/service-entry';
