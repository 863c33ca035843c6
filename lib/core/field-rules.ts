import type { Examples, RuleDoc } from './rule';

const API_SERVER = { severity: 'error', authority: 'api-server' } as const;

/** What the API server checks in one field of any kind: the words for what the schemas of `lib/kinds` state as data. */
export const fieldRules = {
  unknown: {
    ...API_SERVER,
    id: 'field/unknown',
    summary: 'Unknown field',
    why: 'kubectl apply refuses it; other clients silently drop it.',
    fix: 'correct the spelling, or move the field to where its kind has it',
    source: [
      'k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning/algorithm.go#PruneWithOptions',
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    ],
    good: ['kind: Sidecar\nspec:\n  egress:\n  - hosts: ["./*"]'],
    bad: [{ yaml: 'kind: Sidecar\nspec:\n  egress:\n  - hosts: ["./*"]\n    prot: {number: 80}', at: 'spec.egress[0].prot' }],
  },
  wrongType: {
    ...API_SERVER,
    id: 'field/wrong-type',
    summary: 'Wrong type of value',
    why: 'The API server refuses it: nothing is converted, "80" is not 80 and 80 is not "80".',
    fix: 'write it in the form that the field has: 80 for a number, "80" for text, { number: 80 } for an object, [ 80 ] for a list',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {outlierDetection: {maxEjectionPercent: 50}}}'],
    bad: [
      {
        yaml: 'kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {outlierDetection: {maxEjectionPercent: "50"}}}',
        at: 'spec.trafficPolicy.outlierDetection.maxEjectionPercent',
      },
    ],
  },
  missing: {
    ...API_SERVER,
    id: 'field/missing',
    summary: 'Missing field',
    why: 'The API server refuses the resource without it.',
    fix: 'add the field',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: DestinationRule\nspec: {host: reviews}'],
    bad: [{ yaml: 'kind: DestinationRule\nspec: {subsets: []}', at: 'spec.host' }],
  },
  empty: {
    severity: 'info',
    authority: 'cdk8s-istio',
    id: 'field/empty',
    summary: 'Expected no key without a value',
    why: 'The API server drops the key, so it has no effect. Templates leave one when the condition around its content is false.',
    fix: 'write a value, or remove the key',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/prunenulls.go#PruneNonNullableNullsWithoutDefaults',
    good: ['kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {}}'],
    bad: [
      { yaml: 'kind: DestinationRule\nspec:\n  host: reviews\n  trafficPolicy:', at: 'spec.trafficPolicy' },
      { yaml: 'kind: DestinationRule\nmetadata:\n  labels:\nspec: {host: reviews}', at: 'metadata.labels' },
    ],
  },
  unknownValue: {
    ...API_SERVER,
    id: 'field/unknown-value',
    summary: 'Unknown value of a closed list',
    why: 'The API server refuses it; the names are upper case.',
    fix: 'write one of the listed values',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {loadBalancer: {simple: RANDOM}}}'],
    bad: [
      {
        yaml: 'kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {loadBalancer: {simple: random}}}',
        at: 'spec.trafficPolicy.loadBalancer.simple',
      },
    ],
  },
  outOfRange: {
    ...API_SERVER,
    id: 'field/out-of-range',
    summary: 'Number out of range',
    why: 'The API server refuses it.',
    fix: 'write a number in the range',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: Gateway\nspec: {servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}}]}'],
    bad: [
      {
        yaml: 'kind: Gateway\nspec: {servers: [{hosts: ["*"], port: {number: -80, name: http, protocol: HTTP}}]}',
        at: 'spec.servers[0].port.number',
      },
    ],
  },
  wrongSize: {
    ...API_SERVER,
    id: 'field/wrong-size',
    summary: 'Too many or too few characters or entries',
    why: 'The API server refuses it.',
    fix: 'shorten or extend it to the limit',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: ServiceEntry\nspec: {hosts: [example.com]}'],
    bad: [{ yaml: 'kind: ServiceEntry\nspec: {hosts: []}', at: 'spec.hosts' }],
  },
  wrongFormat: {
    ...API_SERVER,
    id: 'field/wrong-format',
    summary: 'Text of the wrong form',
    why: 'The API server refuses it.',
    fix: 'write the text in the expected form',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: VirtualService\nspec: {hosts: [a.com], http: [{directResponse: {status: 200, body: {bytes: aGk=}}}]}'],
    bad: [
      {
        yaml: 'kind: VirtualService\nspec: {hosts: [a.com], http: [{directResponse: {status: 200, body: {bytes: "hi!"}}}]}',
        at: 'spec.http[0].directResponse.body.bytes',
      },
    ],
  },
  conflicting: {
    ...API_SERVER,
    id: 'field/conflicting',
    summary: 'Conflicting fields: at most one of a group may be there',
    why: 'The API server refuses it: the fields are alternatives.',
    fix: 'keep one of them',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go#ValidateCustomResource',
    good: ['kind: VirtualService\nspec: {hosts: [a.com], http: [{match: [{uri: {exact: /a}}], directResponse: {status: 200}}]}'],
    bad: [
      {
        yaml: 'kind: VirtualService\nspec: {hosts: [a.com], http: [{match: [{uri: {exact: /a, prefix: /}}], directResponse: {status: 200}}]}',
        at: 'spec.http[0].match[0].uri',
      },
    ],
  },
  duplicateKey: {
    ...API_SERVER,
    id: 'field/duplicate-key',
    summary: 'Duplicate entry in a list whose entries have a key',
    why: 'The API server refuses it: the list is a map by that key.',
    fix: 'rename or remove one of them',
    source: 'k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype/validation.go#ValidateListSetsAndMaps',
    good: ['kind: ServiceEntry\nspec: {hosts: [a.com], ports: [{number: 80, name: http, protocol: HTTP}, {number: 443, name: https, protocol: HTTPS}]}'],
    bad: [
      {
        yaml: 'kind: ServiceEntry\nspec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 81, name: a, protocol: HTTP}]}',
        at: 'spec.ports[1].name',
      },
    ],
  },
  release: {
    ...API_SERVER,
    id: 'field/needs-release',
    summary: 'A field, value or kind that the target release does not have',
    why: 'The API server of that release does not know it: kubectl refuses it, other clients silently drop it.',
    fix: 'target a newer release, or leave it out',
    source: ['k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning/algorithm.go#PruneWithOptions', 'docs/configuration.md'],
    good: ['kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {retryBudget: {percent: 20}}}'],
    bad: [
      {
        release: '1.26',
        yaml: 'kind: DestinationRule\nspec: {host: reviews, trafficPolicy: {retryBudget: {percent: 20}}}',
        at: 'spec.trafficPolicy.retryBudget',
      },
    ],
  },
  unknownKind: {
    ...API_SERVER,
    id: 'field/unknown-kind',
    summary: 'A kind that its group does not have',
    why: 'kubectl apply fails with "no matches for kind": the cluster has no such resource.',
    fix: 'correct the kind or the group',
    source: 'k8s.io/apimachinery/pkg/api/meta/errors.go#NoKindMatchError.Error',
    good: ['apiVersion: gateway.solo.io/v1\nkind: VirtualService'],
    bad: [
      { yaml: 'apiVersion: networking.istio.io/v1\nkind: VirtualServce\nspec: {hosts: [a.com]}', at: 'kind' },
      { yaml: 'apiVersion: networking.istio.io/v1\nkind: sidecar\nspec: {egress: [{hosts: ["./*"]}]}', at: 'kind' },
      { yaml: 'apiVersion: security.istio.io/v1\nkind: Sidecar\nspec: {egress: [{hosts: ["./*"]}]}', at: 'apiVersion' },
    ],
  },
  removedKind: {
    ...API_SERVER,
    id: 'field/removed-kind',
    summary: 'A kind of a group that Istio removed',
    why: 'No supported release of Istio has the group: kubectl apply fails with "no matches for kind".',
    fix: 'write the resource that took its place',
    source: 'https://istio.io/latest/news/releases/1.6.x/announcing-1.6/upgrade-notes/',
    good: ['kind: PeerAuthentication\nspec: {mtls: {mode: STRICT}}'],
    bad: [
      { yaml: 'apiVersion: authentication.istio.io/v1alpha1\nkind: Policy\nspec: {peers: [{mtls: {}}]}', at: 'kind' },
      { yaml: 'apiVersion: config.istio.io/v1alpha2\nkind: rule\nspec: {match: "true"}', at: 'kind' },
    ],
  },
} as const satisfies Record<string, RuleDoc & Examples>;
