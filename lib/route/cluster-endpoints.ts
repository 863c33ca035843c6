import type { Endpoint } from '../mesh/endpoint';
import { selects } from '../mesh/endpoint';
import type { HostRule } from '../mesh/destination-rules';
import { parseLocality } from '../mesh/locality';
import type { ProxyView } from '../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../mesh/service';
import { isIp } from '../values/ip';
import { byLocality, distributed, type EndpointGroup, failedOver, failedOverByRegion, prioritized } from './locality-groups';
import { type LocalitySetting } from './locality-setting';
import { policyOf, type Subset } from './policy';

/** What the endpoints of a cluster depend on. */
export interface EndpointContext {
  readonly view: ProxyView;
  readonly service: RegisteredService;
  readonly port: ServicePort;
  readonly rule: HostRule | undefined;
  readonly subset: Subset | undefined;
}

/** The endpoints of a cluster that istiod sends by itself, in groups by locality. */
export function discoveredGroups(context: EndpointContext, setting: LocalitySetting | undefined): readonly EndpointGroup[] {
  const { view, service, port, rule, subset } = context;
  const endpoints = view.registry.endpointsOf(service)
    .filter((endpoint) => endpoint.portName === port.name && (endpoint.port === 0 || endpoint.address === '' || isIp(endpoint.address)));
  const groups = byLocality(offered(endpoints, context));
  const policy = policyOf(rule, port.number, subset);
  return placed(groups, view, setting, Boolean(policy.outlierDetection), true);
}

/** The endpoints of a cluster whose names the proxy resolves, in groups by locality; none: there is no such cluster. */
export function resolvedGroups(context: EndpointContext): readonly EndpointGroup[] {
  return byLocality(offered(context.view.registry.endpointsOfPort(context.service, context.port.number), context));
}

/** The endpoints of a subset that istiod sends to a client. */
function offered(endpoints: readonly Endpoint[], { service, port, rule, subset }: EndpointContext): readonly Endpoint[] {
  const labels = subset?.labels ?? {};
  const { outlierDetection } = policyOf(rule, port.number, subset);
  const isStrict = !service.trafficDistribution && (outlierDetection?.minHealthPercent ?? 0) > 0;
  return endpoints.filter((endpoint) => (
    selects(labels, endpoint.labels) && endpoint.health !== 'TERMINATING' && (endpoint.health === 'HEALTHY' || !isStrict) && !endpoint.labels['istio.io/draining']
  ));
}

/** Groups with the weights and priorities that a client at its place gives them. */
export function placed(
  groups: readonly EndpointGroup[], { proxy }: ProxyView, setting: LocalitySetting | undefined, hasOutlier: boolean, canSplit: boolean,
): readonly EndpointGroup[] {
  if (!setting) return groups;
  const client = parseLocality(proxy.locality);
  const { distribute = [], failover = [], failoverPriority = [] } = setting;
  const split = (given: readonly EndpointGroup[]): readonly EndpointGroup[] => (
    failoverPriority.length > 0 && canSplit ? prioritized(given, proxy.labels, failoverPriority) : given
  );
  if (setting.isZoneAware) return setting.isOff ? groups : failedOverByRegion(split(groups), client, failover);
  if (distribute.length > 0) return distributed(groups, client, distribute);
  if (!hasOutlier && !setting.isForced) return groups;
  if (failoverPriority.length === 0) return failedOver(groups, client, failover);
  return failover.length > 0 ? failedOver(split(groups), client, failover) : split(groups);
}
