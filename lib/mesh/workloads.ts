import { injectedLabels, injectingNamespaces, isInjected } from './injection';
import { type EntrySource, type MeshEntry, namespaceOf } from './mesh-entry';
import type { OtherKind } from './mesh-kind';
import { TLS_MODE } from './endpoint';
import { asLabels, asList, asNumber, asObject, asText } from './unchecked';

/** A port that a container says it listens on. */
export interface WorkloadPort {
  /** Its name, which Services may use. */
  readonly name?: string;
  /** Its number. */
  readonly number: number;
}

/** Pods that are alike: those that a Deployment or the like makes, a pod of its own, or a machine that a WorkloadEntry stands for. */
export interface Workload {
  /** The name of its object. */
  readonly name: string;
  /** The namespace of its object. */
  readonly namespace: string;
  /** The labels of its pods, with those that injection adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** The account that it runs as; empty for a WorkloadEntry without one. */
  readonly serviceAccount: string;
  /** The ports that its containers name. */
  readonly ports: readonly WorkloadPort[];
  /** True when its pods have a proxy of the mesh, as far as their labels and those of the namespace tell. */
  readonly hasProxy: boolean;
  /** The object that it comes from. */
  readonly entry: MeshEntry;
}

/** Where the objects of each kind have the pod that they make. */
const TEMPLATES: Readonly<Partial<Record<OtherKind, readonly string[]>>> = {
  'Deployment.apps': ['spec', 'template'],
  'StatefulSet.apps': ['spec', 'template'],
  'DaemonSet.apps': ['spec', 'template'],
  'ReplicaSet.apps': ['spec', 'template'],
  'Job.batch': ['spec', 'template'],
  'CronJob.batch': ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** Every workload of a mesh. A pod or ReplicaSet that a controller made is left out when that is a workload itself. */
export function workloads(mesh: EntrySource): readonly Workload[] {
  const injecting = injectingNamespaces(mesh);
  const made = (Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[]).flatMap((kind) => (
    mesh.all(kind).map((entry) => ({ workload: podsOf(entry, TEMPLATES[kind]!, injecting.get(namespaceOf(entry))), owner: ownerOf(entry) }))
  ));
  const known = new Set(made.map(({ workload: { entry } }) => `${entry.id.kind} ${namespaceOf(entry)}/${entry.id.name}`));
  const own = made.filter(({ owner }) => owner === undefined || !known.has(owner)).map(({ workload }) => workload);
  return Object.freeze([...own, ...mesh.all('WorkloadEntry').map((entry): Workload => {
    const { resource: { metadata, spec: { labels: own, serviceAccount = '', ports = {} } } } = entry;
    const labels = { ...own, ...metadata.labels };
    return {
      name: metadata.name,
      namespace: namespaceOf(entry),
      labels,
      serviceAccount,
      ports: Object.entries(ports).map(([name, number]) => ({ name, number })),
      hasProxy: (labels[TLS_MODE] ?? (serviceAccount === '' ? '' : 'istio')) === 'istio',
      entry,
    };
  })]);
}

function podsOf(entry: MeshEntry, path: readonly string[], byNamespace: boolean | undefined): Workload {
  const template = path.reduce<Readonly<Record<string, unknown>>>((value, step) => asObject(value[step]), entry.resource);
  const { labels: written, annotations } = asObject(template.metadata);
  const { serviceAccountName, hostNetwork, containers, initContainers } = asObject(template.spec);
  const { id: { name } } = entry;
  const pod = { labels: asLabels(written), annotations: asLabels(annotations), workload: name, usesHostNetwork: hostNetwork === true };
  const all = [...asList(containers), ...asList(initContainers)].map(asObject);
  const isThere = pod.labels[TLS_MODE] === 'istio' || all.some((container) => container.name === 'istio-proxy');
  const hasProxy = isThere || isInjected(pod, byNamespace);
  return {
    name,
    namespace: namespaceOf(entry),
    labels: hasProxy ? injectedLabels(pod) : pod.labels,
    serviceAccount: asText(serviceAccountName) ?? 'default',
    ports: all.flatMap(({ ports }) => asList(ports).map(asObject)).flatMap(({ name: port, containerPort }): readonly WorkloadPort[] => {
      const number = asNumber(containerPort);
      return number === undefined ? [] : [{ ...(asText(port) === undefined ? {} : { name: asText(port)! }), number }];
    }),
    hasProxy,
    entry,
  };
}

/** The controller that made an object, by kind, namespace and name. */
function ownerOf(entry: MeshEntry): string | undefined {
  return entry.controller && `${entry.controller.kind} ${namespaceOf(entry)}/${entry.controller.name}`;
}
