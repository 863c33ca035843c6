import { dynamicDns } from './dynamic-dns';
import { endpointPortsKnown } from './endpoint-ports-known';
import { endpoints } from './endpoints';
import { exportTo } from './export-to';
import { hostsShareAddress } from './hosts-share-address';
import { hostsDistinguishable } from './hosts-distinguishable';
import { noBareWildcard } from './no-bare-wildcard';
import { noEndpointsWithoutResolution } from './no-endpoints-without-resolution';
import { partialWildcard } from './partial-wildcard';
import { portProtocol } from './port-protocol';
import { resolvableHosts } from './resolvable-hosts';
import { roundRobinOneEndpoint } from './round-robin-one-endpoint';
import { selectorKey } from './selector-key';
import { selectorOrEndpoints } from './selector-or-endpoints';
import { selectorSelectsAll } from './selector-selects-all';
import { selectorWithoutResolution } from './selector-without-resolution';
import { socketNeedsOnePort } from './socket-needs-one-port';
import { subnetsWithoutDns } from './subnets-without-dns';
import { tcpNeedsAddresses } from './tcp-needs-addresses';
import { uniquePortNumbers } from './unique-port-numbers';

/** The rules of ServiceEntry. */
export const rules = [
  dynamicDns, endpointPortsKnown, endpoints, exportTo, hostsDistinguishable, hostsShareAddress, noBareWildcard,
  noEndpointsWithoutResolution, partialWildcard, portProtocol, resolvableHosts, roundRobinOneEndpoint, selectorKey,
  selectorOrEndpoints, selectorSelectsAll,
  selectorWithoutResolution, socketNeedsOnePort, subnetsWithoutDns, tcpNeedsAddresses, uniquePortNumbers,
].flat();
