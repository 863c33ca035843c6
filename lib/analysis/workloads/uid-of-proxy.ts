import type { Path } from '../../core/finding';
import type { MeshEntry } from '../../mesh/mesh-entry';
import { asList, asObject } from '../../mesh/unchecked';
import type { Analyzer } from '../analyzer';

const POD = (uid: number): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: shop}\nspec: {containers: [{name: app, image: app, securityContext: {runAsUser: ${uid}}}]}`;

/** The user that the sidecar runs as. */
const PROXY_USER = 1337;

/** An application that runs as the user of the sidecar. */
export const uidOfProxy: Analyzer = {
  id: 'workloads/uid-of-proxy',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a user other than 1337',
  why: 'The sidecar runs as user 1337, and what that user sends is not redirected to the sidecar: the application goes past the mesh.',
  fix: 'let the application run as another user',
  source: [
    'pkg/config/analysis/analyzers/deployment/pod.go#ApplicationUIDAnalyzer.analyzeAppUIDForPod',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
  ],
  aliases: ['IST0144'],
  reads: ['Deployment.apps', 'Pod'],
  check(mesh, report) {
    for (const [kind, at] of [['Pod', ['spec']], ['Deployment.apps', ['spec', 'template', 'spec']]] as const) {
      for (const on of mesh.istioctl.all(kind)) {
        const path = isOfControlPlane(on) ? undefined : proxyUserIn(on, at);
        if (path) report({ on, path }, { message: `Expected a user other than ${PROXY_USER}, which the sidecar runs as, got ${PROXY_USER}` });
      }
    }
  },
  good: [POD(1000)],
  bad: [{ yaml: POD(PROXY_USER), at: [0, 'spec.containers[0].securityContext.runAsUser'] }],
};

/** Where a pod, or a container of it, runs as the user of the sidecar. */
function proxyUserIn({ resource }: MeshEntry, at: Path): Path | undefined {
  const pod = at.reduce<Readonly<Record<string, unknown>>>((value, step) => asObject(value[step]), resource as Readonly<Record<string, unknown>>); // eslint-disable-line max-len -- one sentence
  const runsAsProxy = (of: Readonly<Record<string, unknown>>): boolean => asObject(of.securityContext).runAsUser === PROXY_USER;
  if (runsAsProxy(pod)) return [...at, 'securityContext', 'runAsUser'];
  const container = asList(pod.containers).map(asObject).findIndex((each) => each.name !== 'istio-proxy' && each.name !== 'istio-operator' && runsAsProxy(each));
  return container < 0 ? undefined : [...at, 'containers', container, 'securityContext', 'runAsUser'];
}

function isOfControlPlane({ resource: { metadata: { labels = {} } } }: MeshEntry): boolean {
  return Object.hasOwn(labels, 'istio') || labels.release === 'istio';
}
