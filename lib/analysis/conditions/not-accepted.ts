import { choices, quote } from '../../core/quote';
import type { MeshKind } from '../../mesh/mesh-kind';
import { asList, asObject, asText } from '../../mesh/unchecked';
import type { MeshEntry } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const BOUND = ['istio.io/WaypointBound'];
const PROGRAMMED = ['Accepted', 'Programmed', 'ResolvedRefs'];

/** The conditions of each kind that are bad when they are false. */
const CONDITIONS: readonly (readonly [kind: MeshKind, types: readonly string[]])[] = [
  ['Service', BOUND], ['ServiceEntry', BOUND], ['WorkloadEntry', BOUND],
  ['AuthorizationPolicy', ['ZtunnelAccepted', 'WaypointAccepted']],
  ['Gateway.gateway.networking.k8s.io', PROGRAMMED], ['HTTPRoute.gateway.networking.k8s.io', PROGRAMMED], ['GRPCRoute.gateway.networking.k8s.io', PROGRAMMED],
];

const SERVICE = (status: string): string => 'apiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [{name: http, port: 80}]}\n'
  + `status: {conditions: [{type: istio.io/WaypointBound, status: "${status}", reason: NoWaypoint, message: no waypoint}]}`;

/** An object that the control plane did not accept, as its status shows. */
export const notAccepted: Analyzer = {
  id: 'conditions/not-accepted',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a status without conditions that are false',
  why: 'The control plane that wrote the status did not accept the object, or only in part: it has not the effect that it was written for.',
  fix: 'correct what the message of the condition names',
  source: [
    'pkg/config/analysis/analyzers/conditions/conditions.go#ConditionAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0171/',
  ],
  aliases: ['IST0171'],
  reads: [
    'AuthorizationPolicy', 'GRPCRoute.gateway.networking.k8s.io', 'Gateway.gateway.networking.k8s.io', 'HTTPRoute.gateway.networking.k8s.io',
    'Service', 'ServiceEntry', 'WorkloadEntry',
  ],
  check(mesh, report) {
    for (const [kind, types] of CONDITIONS) {
      reportOnce(report, mesh.istioctl.all(kind).flatMap((on) => conditionsOf(on).flatMap(({ path, condition }) => {
        const [type, status, reason, message] = [condition.type, condition.status, condition.reason, condition.message].map((field) => asText(field) ?? '') as [string, string, string, string];
        const isFalse = types.includes(type) ? status === 'False' : status === '';
        const isPartial = kind === 'AuthorizationPolicy' && type === 'WaypointAccepted' && reason === 'PartiallyInvalid';
        if (!isFalse && !isPartial) return [];
        return [{
          key: `${type} ${reason} ${message}`,
          at: { on, path },
          detail: { message: `Expected condition ${type === '' ? choices(types) : quote(type)} to be true, got ${status === '' ? 'nothing' : quote(status)}: ${reason}${message === '' ? '' : `, ${message}`}` },
        }];
      })));
    }
  },
  good: [SERVICE('True')],
  bad: [{ yaml: SERVICE('False'), at: [0, 'status.conditions[0]'] }],
};

/** The conditions of an object; of a route those of each of its parents. */
function conditionsOf({ resource: { status } }: MeshEntry): readonly { readonly path: readonly (string | number)[]; readonly condition: Readonly<Record<string, unknown>> }[] { // eslint-disable-line max-len -- one sentence
  const { conditions, parents } = asObject(status);
  return [
    ...asList(conditions).map((each, i) => ({ path: ['status', 'conditions', i], condition: asObject(each) })),
    ...asList(parents).flatMap((parent, p) => (
      asList(asObject(parent).conditions).map((each, i) => ({ path: ['status', 'parents', p, 'conditions', i], condition: asObject(each) }))
    )),
  ];
}
