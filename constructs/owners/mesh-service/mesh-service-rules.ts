import type { RuleDoc } from '../../../lib/core/rule';

const SERVICE = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** Findings about a MeshService, and about the workloads of its versions. */
export const meshServiceRules = {
  externalName: {
    ...SERVICE,
    id: 'mesh-service/external-name',
    summary: 'Expected a Service of pods',
    why: 'A Service of type ExternalName is another name for a host, and clients get the routes and the policies of that host.',
    fix: 'make an ExternalService for the host that the Service stands for, or a MeshService for the Service behind it',
    source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule',
  },
  otherNamespace: {
    ...SERVICE,
    id: 'mesh-service/other-namespace',
    summary: 'Expected the workload of a version in the namespace of the Service',
    why: 'A Service selects pods of its own namespace alone, so no request reaches a version elsewhere.',
    fix: 'put both into one namespace',
    source: 'docs/cdk8s-plus.md#versions',
  },
  notSelected: {
    ...SERVICE,
    id: 'mesh-service/not-selected',
    summary: 'Expected the Service to select the pods of each version',
    why: 'A version divides the endpoints of the Service, so a version of other pods has none, and its requests get a 503.',
    fix: 'give the pods of all versions the labels that the Service selects',
    source: 'docs/cdk8s-plus.md#versions',
  },
  sameVersionLabel: {
    ...SERVICE,
    id: 'mesh-service/same-version-label',
    summary: 'Expected a version label of its own for each workload',
    why: 'A version is the pods with its version label, so requests for one of the two would reach the pods of both.',
    fix: 'take the label version out of the pods, so that each version gets its own, or give each another value',
    source: 'docs/cdk8s-plus.md#versions',
  },
} as const satisfies Record<string, RuleDoc>;
