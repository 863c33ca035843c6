import { portInRange } from '../../values/port';
import { anything, int32, list, map, object, oneOf, since, text, uint32, uint32With } from '../../values/schemas';
import { policyTargetReference } from '../_shared/policy-target/schema';
import { workloadSelector } from '../_shared/workload-selector/schema';

const networkFilter = object({
  name: text().optional(),
  subFilter: object({ name: text().optional() }).optional(),
});

const listener = object({
  portNumber: uint32.optional(),
  portName: text().optional(),
  filterChain: object({
    name: text().optional(),
    sni: text().optional(),
    transportProtocol: text().optional(),
    applicationProtocols: text().optional(),
    filter: networkFilter.optional(),
    destinationPort: uint32.optional(),
    transportSocket: since('1.32-dev', text()).optional(),
  }).optional(),
  listenerFilter: text().optional(),
  name: text().optional(),
});

const routeConfiguration = object({
  portNumber: uint32.optional(),
  portName: text().optional(),
  gateway: text().optional(),
  vhost: object({
    name: text().optional(),
    route: object({
      name: text().optional(),
      action: oneOf(['ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE']).optional(),
    }).optional(),
    domainName: text().optional(),
  }).optional(),
  name: text().optional(),
});

const cluster = object({
  portNumber: uint32.optional(),
  service: text().optional(),
  subset: text().optional(),
  name: text().optional(),
});

const waypoint = object({
  portNumber: uint32With(portInRange).optional(),
  filter: networkFilter.optional(),
  route: object({ name: text().optional() }).optional(),
});

const match = object({
  context: oneOf(['ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'WAYPOINT'], { WAYPOINT: '1.29' }).optional(),
  proxy: object({
    proxyVersion: text().optional(),
    metadata: map(text()).optional(),
  }).optional(),
  listener: listener.optional(),
  routeConfiguration: routeConfiguration.optional(),
  cluster: cluster.optional(),
  waypoint: since('1.29', waypoint).optional(),
}, { atMostOne: [['listener', 'routeConfiguration', 'cluster', 'waypoint']] });

const patch = object({
  operation: oneOf(
    ['INVALID', 'MERGE', 'ADD', 'REMOVE', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE', 'MERGE_AND_REPLACE_LIST'],
    { MERGE_AND_REPLACE_LIST: '1.31' },
  ).optional(),
  // Envoy's own types decode it: rules/patch-value.ts.
  value: map(anything).optional(),
  filterClass: oneOf(['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS']).optional(),
});

/** @see EnvoyFilterSpec */
export const schema = object({
  workloadSelector: workloadSelector.optional(),
  targetRefs: list(policyTargetReference, { max: 16 }).optional(),
  configPatches: list(object({
    applyTo: oneOf([
      'INVALID', 'LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER', 'ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE',
      'CLUSTER', 'EXTENSION_CONFIG', 'BOOTSTRAP', 'LISTENER_FILTER',
    ]).optional(),
    match: match.optional(),
    patch: patch.optional(),
  })).optional(),
  priority: int32.optional(),
});
