import type { RuleDoc } from '../../../lib/core/rule';

const RULE = { authority: 'cdk8s-istio', severity: 'error' } as const;

/** Findings about the patterns that write Sidecars. */
export const isolationRules = {
  namespaceNotSaid: {
    ...RULE,
    id: 'namespace-isolation/namespace-missing',
    summary: 'Expected the namespace that is isolated',
    why: 'What is imported depends on it: its own services are, and each dependency has to be visible to it.',
    fix: "give the chart a namespace, or write namespace: '…'",
    source: 'https://istio.io/latest/docs/reference/config/networking/sidecar/',
  },
  isolatedTwice: {
    ...RULE,
    id: 'namespace-isolation/isolated-twice',
    summary: 'Expected one NamespaceIsolation for a namespace',
    why: 'Istio never merges Sidecars: of two that select no workload it follows one, and the dependencies of the other are out of sight.',
    fix: 'keep one of the two, and add to it with dependOn(…)',
    source: ['https://istio.io/latest/docs/reference/config/networking/sidecar/', 'https://istio.io/latest/docs/reference/config/analysis/ist0111/'],
    aliases: ['IST0111'],
  },
  besideIsolation: {
    ...RULE,
    id: 'namespace-isolation/other-sidecar',
    summary: 'Expected the NamespaceIsolation to write the Sidecars of the namespace',
    why: 'Istio never merges Sidecars: a workload follows one, and what the other has of dependencies and restrictions does not hold for it.',
    fix: 'add to the isolation with dependOn(…), RegistryOnly or UnixSocketIngress, or patch what it writes: sidecar.resource.addJsonPatch(…)',
    source: ['https://istio.io/latest/docs/reference/config/networking/sidecar/', 'https://istio.io/latest/docs/reference/config/analysis/ist0111/'],
    aliases: ['IST0111'],
  },
  notAnIsolation: {
    ...RULE,
    id: 'namespace-isolation/not-an-isolation',
    summary: 'Expected the NamespaceIsolation of the namespace',
    why: 'A Sidecar without egress listeners imports every service, also those that the Sidecar of the namespace leaves out.',
    fix: 'make a NamespaceIsolation for the namespace, and hand it over',
    source: ['pilot/pkg/model/sidecar.go#convertToSidecarScope', 'test/traffic/recorded/registry-only-of-a-workload.yaml'],
  },
  notADependency: {
    ...RULE,
    id: 'namespace-isolation/not-a-dependency',
    summary: 'Expected the name of a namespace, or a service',
    why: 'A Sidecar imports services as namespace/host, so both have to be known.',
    fix: "write 'accounts' for all services of a namespace, or give a MeshService, an ExternalService or MeshService.fromName(…)",
    source: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener',
  },
  ledUnseen: {
    ...RULE,
    id: 'namespace-isolation/egress-host-unseen',
    summary: 'Expected a namespace to see the services that its clients reach through an egress gateway',
    why: 'Its sidecars do not know the route to the gateway: they send the requests directly, without the TLS of the gateway, or refuse them.',
    fix: 'add the ExternalService to dependencies',
    source: ['docs/gateways.md#who-sees-the-host', 'test/traffic/recorded/registry-only-through-an-egress-gateway.yaml'],
  },
  notVisible: {
    ...RULE,
    id: 'namespace-isolation/not-visible',
    summary: 'Expected a dependency that is exported to the namespace',
    why: 'Importing what is not exported imports nothing: its traffic is treated as going to an unknown destination, and refused under REGISTRY_ONLY.',
    fix: "add the namespace to exportTo of the service",
    source: [
      'pilot/pkg/model/push_context.go#PushContext.IsServiceVisible',
      'https://istio.io/latest/docs/ops/configuration/mesh/configuration-scoping/',
    ],
  },
  overlappingWorkloads: {
    ...RULE,
    id: 'namespace-isolation/overlapping-workloads',
    summary: 'Expected one Sidecar for a workload',
    why: 'Istio never merges Sidecars: of two that select the same pods it follows the older one.',
    fix: 'say all of it in one of the two, or give both labels that no pod has together',
    source: ['https://istio.io/latest/docs/reference/config/networking/sidecar/', 'https://istio.io/latest/docs/reference/config/analysis/ist0110/'],
    aliases: ['IST0110'],
  },
  closedTwice: {
    ...RULE,
    id: 'namespace-isolation/closed-twice',
    summary: 'Expected one RegistryOnly for a namespace',
    why: 'Both say the same, and without one of them the namespace would still be restricted.',
    fix: 'keep one of the two',
    source: 'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/',
  },
} as const satisfies Record<string, RuleDoc>;
