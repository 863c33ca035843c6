import { quote } from '../../core/quote';
import { LabelIndex } from '../../mesh/label-index';
import type { ListedPod } from '../../mesh/istioctl/listed-pods';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const GATEWAY = 'gateway.networking.k8s.io/gateway-name';
const SET = (of: string): string => `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: edge, namespace: edge}\nspec: {${of}, rules: [{to: [{operation: {methods: [GET]}}]}]}\n`
  + `---\napiVersion: v1\nkind: Pod\nmetadata: {name: edge-1, namespace: edge, labels: {app: edge, ${GATEWAY}: edge}}\nspec: {containers: [{name: istio-proxy, image: proxyv2}]}`;

const KINDS = ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'] as const;

/** A policy with a selector for pods of a gateway of the Gateway API. */
export const selectorAtGateway: Analyzer = {
  id: 'policies/selector-at-gateway',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a target for a gateway of the Gateway API, not a selector',
  why: 'Policies hold for gateways of the Gateway API by targetRefs. One with a selector has no effect on them.',
  fix: 'replace the selector by targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: … }]',
  source: [
    'pkg/config/analysis/analyzers/k8sgateway/workloadselector.go#SelectorAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0166/',
  ],
  aliases: ['IST0166'],
  reads: ['AuthorizationPolicy', 'Namespace', 'Pod', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'],
  check(mesh, report) {
    const pods = new Map<string, LabelIndex<ListedPod>>();
    for (const [namespace, all] of byNamespace(mesh.istioctl.pods.all.filter(({ labels }) => labels[GATEWAY] !== undefined))) {
      pods.set(namespace, new LabelIndex(all, ({ labels }) => labels));
    }
    if (pods.size === 0) return;
    for (const kind of KINDS) {
      reportOnce(report, [...mesh.istioctl.byNamespace(kind)].flatMap(([namespace, policies]) => policies.flatMap((on) => {
        const { selector, targetRef } = on.resource.spec as Selecting;
        const index = pods.get(namespace);
        if (!selector || targetRef || !index) return [];
        const labels = selector.matchLabels ?? {};
        return index.select(labels).map((pod) => ({
          key: pod.labels[GATEWAY]!,
          at: { on, path: ['spec', 'selector'] },
          detail: { message: `Expected targetRefs for gateway ${quote(pod.labels[GATEWAY]!)}, got a selector that its pods have`, related: pod.entry ? [{ on: pod.entry }] : [] },
        }));
      })));
    }
  },
  good: [SET('targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]')],
  bad: [{ yaml: SET('selector: {matchLabels: {app: edge}}'), at: [0, 'spec.selector'] }],
};

interface Selecting {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: object;
}

function byNamespace(pods: readonly ListedPod[]): ReadonlyMap<string, readonly ListedPod[]> {
  const groups = new Map<string, ListedPod[]>();
  for (const pod of pods) {
    const group = groups.get(pod.namespace);
    if (group) group.push(pod);
    else groups.set(pod.namespace, [pod]);
  }
  return groups;
}
