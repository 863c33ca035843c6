import type { Analyzer } from './analyzer';
import { httpRulesOnTcp } from './access/http-rules-on-tcp';
import { identityInTheClear } from './access/identity-in-the-clear';
import { peerAuthenticationTwice } from './access/peer-authentication-twice';
import { tokenNotRequired } from './access/token-not-required';
import { deprecated as annotationsDeprecated } from './annotations/deprecated';
import { invalid as annotationsInvalid } from './annotations/invalid';
import { misplaced as annotationsMisplaced } from './annotations/misplaced';
import { unknown as annotationsUnknown } from './annotations/unknown';
import { hidingRule } from './composition/hiding-rule';
import { notAccepted } from './conditions/not-accepted';
import { serverNameInTwoLists } from './connections/server-name-in-two-lists';
import { serverNameTaken } from './connections/server-name-taken';
import { sharedPort } from './connections/shared-port';
import { subnetsStick } from './connections/subnets-stick';
import { addressWithoutName } from './control-plane/address-without-name';
import { ejectionOfDynamicHosts } from './control-plane/ejection-of-dynamic-hosts';
import { failoverOfDnsEndpoints } from './control-plane/failover-of-dns-endpoints';
import { invalidAddress } from './control-plane/invalid-address';
import { oldGatewayApi } from './control-plane/old-gateway-api';
import { removedKind } from './control-plane/removed-kind';
import { noAuthorityAtPort } from './destinations/no-authority-at-port';
import { noAuthority } from './destinations/no-authority';
import { subsetWithoutPods } from './destinations/subset-without-pods';
import { unknownHost as destinationsUnknownHost } from './destinations/unknown-host';
import { bypassedGateway } from './egress/bypassed-gateway';
import { openToOutside } from './egress/open-to-outside';
import { serverNameMissing } from './egress/server-name-missing';
import { certificateTwice } from './gateways/certificate-twice';
import { noWorkloads as gatewaysNoWorkloads } from './gateways/no-workloads';
import { portNotOpen } from './gateways/port-not-open';
import { serversClash } from './gateways/servers-clash';
import { unknownCredential } from './gateways/unknown-credential';
import { unusableCredential } from './gateways/unusable-credential';
import { noAddresses } from './hosts/no-addresses';
import { protocolsClash } from './hosts/protocols-clash';
import { duplicateResource } from './identity/duplicate-resource';
import { imageAutoInDeployment } from './injection/image-auto-in-deployment';
import { imageAutoInPod } from './injection/image-auto-in-pod';
import { namespaceByDefault } from './injection/namespace-by-default';
import { namespaceWithoutSidecars } from './injection/namespace-without-sidecars';
import { podWithoutSidecar } from './injection/pod-without-sidecar';
import { proxyImageDiffers } from './injection/proxy-image-differs';
import { severalLabels } from './injection/several-labels';
import { webhookServiceMissing } from './injection/webhook-service-missing';
import { webhooksOverlap } from './injection/webhooks-overlap';
import { otherProtocol } from './listeners/other-protocol';
import { sameServerName } from './listeners/same-server-name';
import { unknownField } from './mesh-config/unknown-field';
import { wrongValue } from './mesh-config/wrong-value';
import { addToRoute } from './patches/add-to-route';
import { portNameOfHttp } from './patches/port-name-of-http';
import { relativeByVersion } from './patches/relative-by-version';
import { relativeOperation } from './patches/relative-operation';
import { removeRoute } from './patches/remove-route';
import { replaceOther } from './patches/replace-other';
import { keysFromAnywhere } from './policies/keys-from-anywhere';
import { noWorkloads as policiesNoWorkloads } from './policies/no-workloads';
import { selectorAtGateway } from './policies/selector-at-gateway';
import { unknownNamespace as policiesUnknownNamespace } from './policies/unknown-namespace';
import { tlsTwice } from './protocols/tls-twice';
import { unusedRoutes } from './protocols/unused-routes';
import { claimsWithoutAuthentication } from './routes/claims-without-authentication';
import { hostClaimedTwice } from './routes/host-claimed-twice';
import { hostNotAtGateway } from './routes/host-not-at-gateway';
import { internalGateway } from './routes/internal-gateway';
import { mergedOrder } from './routes/merged-order';
import { outsideRoot } from './routes/outside-root';
import { portNeeded } from './routes/port-needed';
import { redirectCircle } from './routes/redirect-circle';
import { subsetBypassed } from './routes/subset-bypassed';
import { unknownGateway } from './routes/unknown-gateway';
import { unknownHost as routesUnknownHost } from './routes/unknown-host';
import { unknownPort } from './routes/unknown-port';
import { unknownSubset } from './routes/unknown-subset';
import { credentialAtSidecars } from './rules/credential-at-sidecars';
import { exportedInVain } from './rules/exported-in-vain';
import { secondPolicy } from './rules/second-policy';
import { selectorElsewhere } from './rules/selector-elsewhere';
import { subsetOfOthers } from './rules/subset-of-others';
import { externalNameWithoutProtocol } from './services/external-name-without-protocol';
import { unknownProtocol } from './services/unknown-protocol';
import { noWorkloads as sidecarsNoWorkloads } from './sidecars/no-workloads';
import { overlappingSelectors as sidecarsOverlappingSelectors } from './sidecars/overlapping-selectors';
import { severalDefaults as sidecarsSeveralDefaults } from './sidecars/several-defaults';
import { withoutSidecar } from './sidecars/without-sidecar';
import { lightstep as telemetryLightstep } from './telemetry/lightstep';
import { noProvider } from './telemetry/no-provider';
import { noWorkloads as telemetryNoWorkloads } from './telemetry/no-workloads';
import { overlappingSelectors as telemetryOverlappingSelectors } from './telemetry/overlapping-selectors';
import { severalDefaults as telemetrySeveralDefaults } from './telemetry/several-defaults';
import { destinationUnseen } from './visibility/destination-unseen';
import { listenerWithoutServices } from './visibility/listener-without-services';
import { routesUnseen } from './visibility/routes-unseen';
import { unknownNamespace as visibilityUnknownNamespace } from './visibility/unknown-namespace';
import { portOfTwoTransports } from './workloads/port-of-two-transports';
import { targetPortTwice } from './workloads/target-port-twice';
import { uidOfProxy } from './workloads/uid-of-proxy';

/** Every analyzer. */
export const analyzers: readonly Analyzer[] = [
  httpRulesOnTcp,
  identityInTheClear,
  peerAuthenticationTwice,
  tokenNotRequired,
  annotationsDeprecated,
  annotationsInvalid,
  annotationsMisplaced,
  annotationsUnknown,
  hidingRule,
  notAccepted,
  serverNameInTwoLists,
  serverNameTaken,
  sharedPort,
  subnetsStick,
  addressWithoutName,
  ejectionOfDynamicHosts,
  failoverOfDnsEndpoints,
  invalidAddress,
  oldGatewayApi,
  removedKind,
  noAuthorityAtPort,
  noAuthority,
  subsetWithoutPods,
  destinationsUnknownHost,
  bypassedGateway,
  openToOutside,
  serverNameMissing,
  certificateTwice,
  gatewaysNoWorkloads,
  portNotOpen,
  serversClash,
  unknownCredential,
  unusableCredential,
  noAddresses,
  protocolsClash,
  duplicateResource,
  imageAutoInDeployment,
  imageAutoInPod,
  namespaceByDefault,
  namespaceWithoutSidecars,
  podWithoutSidecar,
  proxyImageDiffers,
  severalLabels,
  webhookServiceMissing,
  webhooksOverlap,
  otherProtocol,
  sameServerName,
  unknownField,
  wrongValue,
  addToRoute,
  portNameOfHttp,
  relativeByVersion,
  relativeOperation,
  removeRoute,
  replaceOther,
  keysFromAnywhere,
  policiesNoWorkloads,
  selectorAtGateway,
  policiesUnknownNamespace,
  tlsTwice,
  unusedRoutes,
  claimsWithoutAuthentication,
  hostClaimedTwice,
  hostNotAtGateway,
  internalGateway,
  mergedOrder,
  outsideRoot,
  portNeeded,
  redirectCircle,
  subsetBypassed,
  unknownGateway,
  routesUnknownHost,
  unknownPort,
  unknownSubset,
  credentialAtSidecars,
  exportedInVain,
  secondPolicy,
  selectorElsewhere,
  subsetOfOthers,
  externalNameWithoutProtocol,
  unknownProtocol,
  sidecarsNoWorkloads,
  sidecarsOverlappingSelectors,
  sidecarsSeveralDefaults,
  withoutSidecar,
  telemetryLightstep,
  noProvider,
  telemetryNoWorkloads,
  telemetryOverlappingSelectors,
  telemetrySeveralDefaults,
  destinationUnseen,
  listenerWithoutServices,
  routesUnseen,
  visibilityUnknownNamespace,
  portOfTwoTransports,
  targetPortTwice,
  uidOfProxy,
];
