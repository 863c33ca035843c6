import { choices, quote } from '../core/quote';
import { kindOf } from '../kinds/index';
import { qualifyHost } from '../values/host-name';
import { HostSet } from './host-index';
import type { LabelIndex } from './label-index';
import { type MeshEntry, namespaceOf } from './mesh-entry';
import { type MeshKind, qualifiedKind } from './mesh-kind';
import type { MeshSettings } from './mesh-settings';
import { isSlip, NearNames } from './near-names';
import type { RegisteredService } from './service';
import type { Workload } from './workloads';

/** Whether the resources are all that the cluster has: in an open world others may exist that were not given. */
export type World = 'open' | 'closed';

/**
 * What an object names or selects: a host as an object of a namespace writes it, an object of a kind, workloads by their labels, or one of
 * a list of names, such as a subset of a DestinationRule.
 */
export type Named = NamedHost | NamedWorkload | NamedPart | NamedObject;

/** A host, as an object of a namespace writes it. */
export interface NamedHost {
  /** What is named. */
  readonly kind: 'host';
  /** The host: short, full or with a wildcard. */
  readonly name: string;
  /** The namespace of the object that names it, which short names are of. */
  readonly namespace: string;
}

/** Workloads by their labels. */
export interface NamedWorkload {
  /** What is named. */
  readonly kind: 'workload';
  /** The labels that its pods have, all of them. */
  readonly labels: Readonly<Record<string, string>>;
  /** The namespace of the pods; absent: any. */
  readonly namespace?: string;
}

/** One of a list of names, such as a subset of a DestinationRule. */
export interface NamedPart {
  /** What is named. */
  readonly kind: 'part';
  /** The name that is looked for. */
  readonly name: string;
  /** The names that there are. */
  readonly of: readonly string[];
}

/** An object of a kind. */
export interface NamedObject {
  /** The kind of the object. */
  readonly kind: MeshKind;
  /** Its name. */
  readonly name: string;
  /** Its namespace; absent: any, and none for kinds without one. */
  readonly namespace?: string;
}

/** Something that is not among the resources of a mesh. */
export interface Absence {
  /**
   * How sure it is that it exists nowhere. `certain`: the world is closed. `likely`: others of its kind and namespace are there, or a name
   * that is hardly spelt otherwise. `unknown`: it may well exist in the cluster.
   */
  readonly certainty: 'certain' | 'likely' | 'unknown';
  /** What makes it likely, as in `Services of namespace "shop"`. */
  readonly beside?: string;
  /** What may have been meant, as it would be written in its place: names that are one or two letters off. */
  readonly near: readonly string[];
}

/** What the absence of things is judged by. */
interface Known {
  readonly entries: readonly MeshEntry[];
  readonly settings: MeshSettings;
  readonly services: readonly RegisteredService[];
  readonly workloads: readonly Workload[];
  readonly workloadsByLabel: LabelIndex<Workload>;
}

/** What the resources say about a thing that is not among them. */
interface Missed {
  readonly beside?: string | false;
  readonly near: readonly string[];
  /** True where one of these is hardly anything but what was meant. */
  readonly isSlip: boolean;
}

/** How many labels of a selector are looked at for slips: people write a few. */
const MOST_LABELS = 20;

const CLUSTER_SCOPED: ReadonlySet<string> = new Set<MeshKind>([
  'Namespace', 'Node', 'GatewayClass.gateway.networking.k8s.io', 'CustomResourceDefinition.apiextensions.k8s.io',
]);

/** What is not among the resources of a mesh, and how sure it is that it exists nowhere. */
export class Absences {
  readonly #known: Known;
  readonly #world: World;
  readonly #nearNames = new Map<string, NearNames>();
  #hosts: Hosts | undefined;
  #names: Names | undefined;
  #labels: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  public constructor(known: Known, world: World) {
    this.#known = known;
    this.#world = world;
    Object.freeze(this);
  }

  /** Undefined for what is there. */
  public of(named: Named): Absence | undefined {
    const missed = this.#miss(named);
    if (!missed) return undefined;
    const { near, isSlip: hasSlip, beside } = missed;
    if (this.#world === 'closed') return { certainty: 'certain', near };
    if (beside !== undefined && beside !== false) return { certainty: 'likely', beside, near };
    return hasSlip ? { certainty: 'likely', beside: choices(near), near } : { certainty: 'unknown', near };
  }

  #miss(named: Named): Missed | undefined {
    switch (named.kind) {
      case 'host': return this.#missHost(named.name, named.namespace);
      case 'workload': return this.#missWorkload(named.labels, named.namespace);
      case 'part': {
        if (named.of.includes(named.name)) return undefined;
        const near = new NearNames(named.of).of(named.name);
        return { beside: named.of.length > 0 && choices(named.of.slice(0, 5)), near, isSlip: false };
      }
      default: return this.#missObject(named.kind, named.name, named.namespace ?? 'default');
    }
  }

  #missHost(written: string, namespace: string): Missed | undefined {
    const { clusterDomain } = this.#known.settings;
    const hosts = this.#hosts ??= new Hosts(this.#known.services);
    const host = qualifyHost(written, namespace, clusterDomain);
    if (hosts.all.touches(host)) return undefined;
    const suffix = `.svc.${clusterDomain}`;
    if (!host.endsWith(suffix)) {
      // Istio completes a name without dots alone.
      const completed = [suffix, `.${clusterDomain}`].map((end) => host + end).filter((each) => hosts.all.covers(each));
      if (completed.length > 0) return { near: completed, isSlip: true };
      const near = this.#nearNamesOf('hosts', () => hosts.external).of(host);
      return { near, isSlip: near.some((each) => isSlip(host, each)) };
    }
    const [service = '', home = '', ...rest] = host.slice(0, -suffix.length).split('.');
    const beside = hosts.namesIn.has(home) && `Services of namespace ${quote(home)}`;
    const asWritten = (name: string, ns: string): string => (host === written ? [name, ns, ...rest].join('.') + suffix : name);
    const near = this.#nearNamesOf(`hosts ${home}`, () => hosts.namesIn.get(home) ?? []).of(service);
    if (near.length > 0 || host !== written) {
      return { beside, near: near.map((name) => asWritten(name, home)), isSlip: near.some((name) => isSlip(service, name)) };
    }
    const homes = this.#nearNamesOf(`homes ${service}`, () => hosts.homesOf.get(service) ?? []).of(home);
    return { beside, near: homes.map((ns) => asWritten(service, ns)), isSlip: homes.some((ns) => isSlip(home, ns)) };
  }

  #missWorkload(labels: Readonly<Record<string, string>>, namespace: string | undefined): Missed | undefined {
    const { workloads, workloadsByLabel } = this.#known;
    const isThere = (workload: Workload): boolean => namespace === undefined || workload.namespace === namespace;
    if (workloadsByLabel.select(labels).some(isThere)) return undefined;
    this.#labels ??= valuesOfLabels(workloads);
    const near = Object.entries(labels).slice(0, MOST_LABELS).flatMap(([key, value]) => {
      const values = this.#labels!.get(labelKey(namespace, key));
      if (!values || values.has(value)) return [];
      const meant = this.#nearNamesOf(`labels ${labelKey(namespace, key)}`, () => values).of(value);
      return meant.map((each) => ({ text: `${key}: ${each}`, isSlip: isSlip(value, each) }));
    });
    const beside = this.#labels.has(labelKey(namespace)) && (namespace === undefined ? 'workloads' : `workloads of namespace ${quote(namespace)}`);
    return { beside, near: near.map(({ text }) => text), isSlip: near.some((each) => each.isSlip) };
  }

  #missObject(kind: MeshKind, name: string, namespace: string): Missed | undefined {
    const { names, written } = this.#names ??= namesOf(this.#known);
    const scope = scopeOf(kind, namespace);
    const others = names.get(scope);
    if (others?.has(name)) return undefined;
    const near = this.#nearNamesOf(scope, () => others ?? []).of(name);
    const plural = `objects of kind ${kind.split('.')[0]!}`;
    return {
      beside: written.has(scope) && (CLUSTER_SCOPED.has(kind) ? plural : `${plural} in namespace ${quote(namespace)}`),
      near,
      isSlip: near.some((each) => isSlip(name, each)),
    };
  }

  #nearNamesOf(scope: string, names: () => Iterable<string>): NearNames {
    const known = this.#nearNames.get(scope);
    if (known) return known;
    const made = new NearNames(names());
    this.#nearNames.set(scope, made);
    return made;
  }
}

/** The hosts of all services, whoever sees them. */
class Hosts {
  public readonly all: HostSet;
  /** Hosts of no Kubernetes Service. */
  public readonly external: readonly string[];
  /** The names of Kubernetes Services, by namespace. */
  public readonly namesIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** The namespaces that have a Kubernetes Service, by its name. */
  public readonly homesOf: ReadonlyMap<string, ReadonlySet<string>>;

  public constructor(services: readonly RegisteredService[]) {
    const ofKubernetes = services.filter(({ registry }) => registry === 'Kubernetes');
    this.all = new HostSet(services.map(({ host }) => host));
    this.external = services.filter(({ registry, host }) => registry !== 'Kubernetes' && !host.startsWith('*')).map(({ host }) => host);
    this.namesIn = grouped(ofKubernetes.map(({ name, namespace }) => [namespace, name]));
    this.homesOf = grouped(ofKubernetes.map(({ name, namespace }) => [name, namespace]));
  }
}

/** The names of objects, by kind and namespace. */
interface Names {
  /** Of all objects, and of what others show to be there. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where there are objects of a kind. */
  readonly written: ReadonlySet<string>;
}

function namesOf({ entries, workloads }: Known): Names {
  const objects = entries.map((entry): [string, string] => {
    const { id: { apiVersion, kind, name } } = entry;
    return [scopeOf(kindOf(apiVersion, kind) ? kind : qualifiedKind(apiVersion, kind), namespaceOf(entry)), name];
  });
  return {
    names: grouped([
      ...objects,
      ...entries.flatMap(({ id: { namespace } }): [string, string][] => (namespace ? [[scopeOf('Namespace', ''), namespace]] : [])),
      ...workloads.map(({ serviceAccount, namespace }): [string, string] => [scopeOf('ServiceAccount', namespace), serviceAccount]),
    ]),
    written: new Set(objects.map(([scope]) => scope)),
  };
}

/** Where the names of a kind are unique. */
function scopeOf(kind: string, namespace: string): string {
  return CLUSTER_SCOPED.has(kind) ? kind : `${kind} ${namespace}`;
}

/** The values of the labels of workloads, by label in each namespace and in all of them. */
function valuesOfLabels(workloads: readonly Workload[]): ReadonlyMap<string, ReadonlySet<string>> {
  return grouped(workloads.flatMap(({ namespace, labels }) => [namespace, undefined].flatMap((home): [string, string][] => [
    [labelKey(home), ''], ...Object.entries(labels).map(([key, value]): [string, string] => [labelKey(home, key), value]),
  ])));
}

function labelKey(namespace: string | undefined, key = ''): string {
  return `${namespace ?? '*'} ${key}`;
}

function grouped(pairs: readonly (readonly [key: string, value: string])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.add(value);
    else groups.set(key, new Set([value]));
  }
  return groups;
}
