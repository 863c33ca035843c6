/** A code of `istioctl analyze`, and why no rule has it as its alias. */
export interface IstioctlCode {
  readonly code: string;
  readonly name: string;
  /** Why files cannot decide it, or where it is emitted; or which rules have it, where they are too many to list. */
  readonly note?: string;
  /** True where every finding of istiod's webhook with one severity has the code, so that rules do not name it. */
  readonly isOfWebhook?: true;
}

const NEVER = 'No analyzer emits it: istioctl defines the code and does not use it.';
const GATEWAY_API = 'Only `istioctl experimental precheck` emits it: it asks a running API server which versions of the Gateway API it serves.';

/** Every code that istioctl defines; the rules with a code are those that have it as an alias. */
export const ISTIOCTL_CODES: readonly IstioctlCode[] = [
  { code: 'IST0001', name: 'InternalError', note: NEVER },
  { code: 'IST0002', name: 'Deprecated' },
  { code: 'IST0101', name: 'ReferencedResourceNotFound' },
  { code: 'IST0102', name: 'NamespaceNotInjected' },
  { code: 'IST0103', name: 'PodMissingProxy' },
  {
    code: 'IST0106', name: 'SchemaValidationError', isOfWebhook: true,
    note: "Each rule that istiod's webhook decides with severity error has this code, as has what the API server and the webhook both refuse.",
  },
  { code: 'IST0107', name: 'MisplacedAnnotation' },
  { code: 'IST0108', name: 'UnknownAnnotation' },
  { code: 'IST0109', name: 'ConflictingMeshGatewayVirtualServiceHosts' },
  { code: 'IST0110', name: 'ConflictingSidecarWorkloadSelectors' },
  { code: 'IST0111', name: 'MultipleSidecarsWithoutWorkloadSelectors' },
  { code: 'IST0112', name: 'VirtualServiceDestinationPortSelectorRequired' },
  { code: 'IST0116', name: 'DeploymentAssociatedToMultipleServices' },
  { code: 'IST0118', name: 'PortNameIsNotUnderNamingConvention' },
  { code: 'IST0123', name: 'NamespaceMultipleInjectionLabels' },
  { code: 'IST0125', name: 'InvalidAnnotation' },
  {
    code: 'IST0126', name: 'UnknownMeshNetworksServiceRegistry',
    note: 'Files cannot decide it: Secrets that give istiod access to other clusters name the registries, and files seldom have them.',
  },
  { code: 'IST0127', name: 'NoMatchingWorkloadsFound' },
  { code: 'IST0128', name: 'NoServerCertificateVerificationDestinationLevel' },
  { code: 'IST0129', name: 'NoServerCertificateVerificationPortLevel' },
  { code: 'IST0130', name: 'VirtualServiceUnreachableRule' },
  { code: 'IST0131', name: 'VirtualServiceIneffectiveMatch' },
  { code: 'IST0132', name: 'VirtualServiceHostNotFoundInGateway' },
  {
    code: 'IST0133', name: 'SchemaWarning', isOfWebhook: true,
    note: "Each rule that istiod's webhook decides with severity warning has this code.",
  },
  { code: 'IST0134', name: 'ServiceEntryAddressesRequired' },
  { code: 'IST0135', name: 'DeprecatedAnnotation' },
  {
    code: 'IST0136', name: 'AlphaAnnotation',
    note: 'Only `istioctl experimental precheck` emits it, for a running cluster: most annotations of Istio are alpha, and work.',
  },
  { code: 'IST0137', name: 'DeploymentConflictingPorts' },
  { code: 'IST0138', name: 'GatewayDuplicateCertificate' },
  { code: 'IST0139', name: 'InvalidWebhook' },
  { code: 'IST0140', name: 'IngressRouteRulesNotAffected' },
  {
    code: 'IST0141', name: 'InsufficientPermissions',
    note: 'Only `istioctl experimental precheck` emits it: it asks a running API server what the user may create.',
  },
  {
    code: 'IST0142', name: 'UnsupportedKubernetesVersion',
    note: 'Only `istioctl experimental precheck` emits it: it asks a running API server for its version.',
  },
  { code: 'IST0143', name: 'LocalhostListener', note: NEVER },
  { code: 'IST0144', name: 'InvalidApplicationUID' },
  { code: 'IST0145', name: 'ConflictingGateways' },
  { code: 'IST0146', name: 'ImageAutoWithoutInjectionWarning' },
  { code: 'IST0147', name: 'ImageAutoWithoutInjectionError' },
  { code: 'IST0148', name: 'NamespaceInjectionEnabledByDefault' },
  { code: 'IST0149', name: 'JwtClaimBasedRoutingWithoutRequestAuthN' },
  { code: 'IST0150', name: 'ExternalNameServiceTypeInvalidPortName' },
  { code: 'IST0151', name: 'EnvoyFilterUsesRelativeOperation' },
  { code: 'IST0152', name: 'EnvoyFilterUsesReplaceOperationIncorrectly' },
  { code: 'IST0153', name: 'EnvoyFilterUsesAddOperationIncorrectly' },
  { code: 'IST0154', name: 'EnvoyFilterUsesRemoveOperationIncorrectly' },
  { code: 'IST0155', name: 'EnvoyFilterUsesRelativeOperationWithProxyVersion' },
  { code: 'IST0156', name: 'UnsupportedGatewayAPIVersion', note: GATEWAY_API },
  { code: 'IST0157', name: 'InvalidTelemetryProvider' },
  { code: 'IST0158', name: 'PodsIstioProxyImageMismatchInNamespace' },
  { code: 'IST0159', name: 'ConflictingTelemetryWorkloadSelectors' },
  { code: 'IST0160', name: 'MultipleTelemetriesWithoutWorkloadSelectors' },
  { code: 'IST0161', name: 'InvalidGatewayCredential' },
  { code: 'IST0162', name: 'GatewayPortNotDefinedOnService' },
  { code: 'IST0163', name: 'InvalidExternalControlPlaneConfig' },
  { code: 'IST0164', name: 'ExternalControlPlaneAddressIsNotAHostname' },
  { code: 'IST0165', name: 'ReferencedInternalGateway' },
  { code: 'IST0166', name: 'IneffectiveSelector' },
  { code: 'IST0167', name: 'IneffectivePolicy' },
  { code: 'IST0168', name: 'UnknownUpgradeCompatibility', note: NEVER },
  {
    code: 'IST0169', name: 'UpdateIncompatibility',
    note: 'Only `istioctl experimental precheck --from-version` emits it: it compares a running cluster with the release before the upgrade.',
  },
  {
    code: 'IST0170', name: 'MultiClusterInconsistentService',
    note: 'Files cannot decide it: istioctl emits it only when it is connected to several clusters, whose Services it compares.',
  },
  { code: 'IST0171', name: 'NegativeConditionStatus' },
  { code: 'IST0172', name: 'FutureUnsupportedGatewayAPIVersion', note: GATEWAY_API },
  { code: 'IST0173', name: 'DestinationRuleSubsetNotSelectPods' },
  { code: 'IST0174', name: 'UnknownDestinationRuleHost' },
  { code: 'IST0175', name: 'JwksUriFetchUnrestricted' },
  { code: 'IST0176', name: 'GatewayAPICRDVersionBelowMinimum' },
  { code: 'IST0177', name: 'ConflictingServiceEntryProtocol' },
];
