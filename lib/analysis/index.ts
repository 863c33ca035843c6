import type { Analyzer } from './analyzer';
import { httpRulesOnTcp } from './access/http-rules-on-tcp';
import { identityInTheClear } from './access/identity-in-the-clear';
import { peerAuthenticationTwice } from './access/peer-authentication-twice';
import { tokenNotRequired } from './access/token-not-required';
import { hidingRule } from './composition/hiding-rule';
import { serverNameInTwoLists } from './connections/server-name-in-two-lists';
import { serverNameTaken } from './connections/server-name-taken';
import { sharedPort } from './connections/shared-port';
import { subnetsStick } from './connections/subnets-stick';
import { ejectionOfDynamicHosts } from './control-plane/ejection-of-dynamic-hosts';
import { failoverOfDnsEndpoints } from './control-plane/failover-of-dns-endpoints';
import { bypassedGateway } from './egress/bypassed-gateway';
import { openToOutside } from './egress/open-to-outside';
import { serverNameMissing } from './egress/server-name-missing';
import { duplicateResource } from './identity/duplicate-resource';
import { otherProtocol } from './listeners/other-protocol';
import { sameServerName } from './listeners/same-server-name';
import { unknownField } from './mesh-config/unknown-field';
import { wrongValue } from './mesh-config/wrong-value';
import { portNameOfHttp } from './patches/port-name-of-http';
import { tlsTwice } from './protocols/tls-twice';
import { unusedRoutes } from './protocols/unused-routes';
import { mergedOrder } from './routes/merged-order';
import { outsideRoot } from './routes/outside-root';
import { redirectCircle } from './routes/redirect-circle';
import { credentialAtSidecars } from './rules/credential-at-sidecars';
import { exportedInVain } from './rules/exported-in-vain';
import { secondPolicy } from './rules/second-policy';
import { selectorElsewhere } from './rules/selector-elsewhere';
import { subsetOfOthers } from './rules/subset-of-others';
import { destinationUnseen } from './visibility/destination-unseen';
import { listenerWithoutServices } from './visibility/listener-without-services';
import { routesUnseen } from './visibility/routes-unseen';
import { unknownNamespace } from './visibility/unknown-namespace';

/** Every analyzer. */
export const analyzers: readonly Analyzer[] = [
  httpRulesOnTcp,
  identityInTheClear,
  peerAuthenticationTwice,
  tokenNotRequired,
  hidingRule,
  serverNameInTwoLists,
  serverNameTaken,
  sharedPort,
  subnetsStick,
  ejectionOfDynamicHosts,
  failoverOfDnsEndpoints,
  bypassedGateway,
  openToOutside,
  serverNameMissing,
  duplicateResource,
  otherProtocol,
  sameServerName,
  unknownField,
  wrongValue,
  portNameOfHttp,
  tlsTwice,
  unusedRoutes,
  mergedOrder,
  outsideRoot,
  redirectCircle,
  credentialAtSidecars,
  exportedInVain,
  secondPolicy,
  selectorElsewhere,
  subsetOfOthers,
  destinationUnseen,
  listenerWithoutServices,
  routesUnseen,
  unknownNamespace,
];
