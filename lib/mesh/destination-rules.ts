import type { Flat } from '../values/types';
import type { SpecOf } from '../kinds/specs';
import { qualifyHost } from '../values/host-name';
import { HostIndex } from './host-index';
import { byAge, complete, type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import type { RegisteredService } from './service';
import { selects } from './endpoint';

/** The spec of a DestinationRule, with its alternatives side by side. */
export type RuleSpec = Flat<SpecOf<'DestinationRule'>>;

/** The rule that clients follow for a host: one DestinationRule, or several of one host and namespace as istiod joins them. */
export interface HostRule {
  /** The DestinationRules that it is made of: the first has the say, others add subsets. */
  readonly entries: readonly EntryOf<'DestinationRule'>[];
  /** The namespace that its DestinationRules are in. */
  readonly namespace: string;
  /** Its host, completed. */
  readonly host: string;
  /** How clients treat the host. */
  readonly trafficPolicy: RuleSpec['trafficPolicy'];
  /** The named parts of the host's endpoints; of two with one name the first. */
  readonly subsets: NonNullable<RuleSpec['subsets']>;
  /** The clients that it is for, by their labels; unset: all. */
  readonly selector: Readonly<Record<string, string>> | undefined;
  /** The namespaces whose clients follow it, as written; empty: the default of the mesh. */
  readonly exportTo: ReadonlySet<string>;
}

/** Who follows a rule. */
interface Client {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Which rule the clients of a namespace follow for a host. */
export class DestinationRules {
  readonly #settings: MeshSettings;
  /** By namespace: what clients there follow, and what is exported from there. */
  readonly #local = new Map<string, HostIndex<HostRule[]>>();
  readonly #exported = new Map<string, HostIndex<HostRule[]>>();
  /** What the root namespace keeps to itself. */
  readonly #rootOnly = new HostIndex<HostRule[]>();

  public constructor(mesh: EntrySource, settings: MeshSettings) {
    this.#settings = settings;
    for (const entry of complete(mesh.all('DestinationRule'), ['host']).sort(bySelectorAndAge)) this.#add(entry);
    Object.freeze(this);
  }

  #add(entry: EntryOf<'DestinationRule'>): void {
    const rule = ruleOf(entry, this.#settings.clusterDomain);
    const { namespace, exportTo } = rule;
    const isForItself = exportTo.size === 0 || ['*', '.', namespace].some((to) => exportTo.has(to));
    if (isForItself) join(indexOf(this.#local, namespace), rule);
    if (!this.#isPrivate(rule)) join(indexOf(this.#exported, namespace), rule);
    else if (namespace === this.#settings.rootNamespace) join(this.#rootOnly, rule);
  }

  #isPrivate({ exportTo, namespace }: HostRule): boolean {
    if (exportTo.size === 0) return this.#settings.defaultDestinationRuleExportTo.includes('.');
    return exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
  }

  /**
   * The rules of a service for the clients of a namespace. The first place with any rule wins: the client's namespace, that of
   * the service, the root namespace.
   */
  public candidates(client: string, { host, namespace }: Pick<RegisteredService, 'host' | 'namespace'>): readonly HostRule[] {
    const { rootNamespace } = this.#settings;
    const own = client === rootNamespace ? this.#rootOnly : this.#local.get(client);
    return own?.mostSpecific(host) ?? this.#inherited(client, { host, namespace });
  }

  #inherited(client: string, { host, namespace }: Pick<RegisteredService, 'host' | 'namespace'>): readonly HostRule[] {
    const { rootNamespace } = this.#settings;
    for (const owner of [namespace, rootNamespace]) {
      const exported = this.#exported.get(owner)?.mostSpecific(host)
        ?.filter(({ exportTo }) => exportTo.size === 0 || exportTo.has('*') || exportTo.has(client)) ?? [];
      if (exported.length > 0) return exported;
    }
    return [];
  }

  /** The rules that istiod joins of several DestinationRules, each once. */
  public get joined(): readonly HostRule[] {
    const all = [...this.#local.values(), ...this.#exported.values(), this.#rootOnly].flatMap((index) => [...index.values()].flat());
    const several = all.filter(({ entries }) => entries.length > 1);
    return [...new Map(several.map((rule) => [rule.entries.map(({ index }) => index).join(), rule])).values()];
  }

  /** The one rule that a client follows for a service: of those for chosen workloads the first that chooses it, else one for all. */
  public of(client: Client, service: Pick<RegisteredService, 'host' | 'namespace'>): HostRule | undefined {
    return chosenOf(this.candidates(client.namespace, service), client);
  }

  /** The rule that clients would follow if their own namespace had none: that of the service, or of the root namespace. */
  public inherited(namespace: string, service: Pick<RegisteredService, 'host' | 'namespace'>): HostRule | undefined {
    return chosenOf(this.#inherited(namespace, service), { namespace, labels: {} });
  }
}

function chosenOf(rules: readonly HostRule[], client: Client): HostRule | undefined {
  const chosen = rules.find(({ selector, namespace }) => selector && namespace === client.namespace && selects(selector, client.labels));
  if (chosen) return chosen;
  const general = rules.filter(({ selector }) => !selector);
  return general[general.length - 1];
}

function ruleOf(entry: EntryOf<'DestinationRule'>, clusterDomain: string): HostRule {
  const namespace = namespaceOf(entry);
  const { host, exportTo = [], subsets = [], trafficPolicy, workloadSelector } = entry.resource.spec as RuleSpec;
  return {
    entries: [entry],
    namespace,
    host: qualifyHost(host, namespace, clusterDomain),
    trafficPolicy,
    subsets: subsets.filter(({ name }) => name !== undefined),
    selector: workloadSelector ? workloadSelector.matchLabels ?? {} : undefined,
    exportTo: new Set(workloadSelector ? ['.'] : exportTo),
  };
}

function bySelectorAndAge(a: EntryOf<'DestinationRule'>, b: EntryOf<'DestinationRule'>): number {
  return Number(!a.resource.spec.workloadSelector) - Number(!b.resource.spec.workloadSelector) || byAge(a, b);
}

function indexOf(indexes: Map<string, HostIndex<HostRule[]>>, namespace: string): HostIndex<HostRule[]> {
  const known = indexes.get(namespace);
  if (known) return known;
  const index = new HostIndex<HostRule[]>();
  indexes.set(namespace, index);
  return index;
}

/** Adds a rule to those of its host, as istiod does: it becomes part of an earlier one with the same audience, else it stands beside it. */
function join(index: HostIndex<HostRule[]>, rule: HostRule): void {
  const known = index.get(rule.host);
  if (!known) {
    index.set(rule.host, [rule]);
    return;
  }
  let standsAlone = true;
  for (const [i, existing] of known.entries()) {
    const isWider = existing.exportTo.size > 0 && [...existing.exportTo].every((each) => rule.exportTo.has(each));
    const isSame = existing.exportTo.size === rule.exportTo.size && (isWider || rule.exportTo.size === 0);
    standsAlone = !isSame;
    if (!isSame && !isWider) continue;
    const haveSelectors = Boolean(rule.selector && existing.selector);
    const selectTheSame = haveSelectors && isSameSelector(rule.selector!, existing.selector!);
    if (haveSelectors && !selectTheSame) {
      standsAlone = true;
      continue;
    }
    if (selectTheSame || (!rule.selector && !existing.selector)) standsAlone = false;
    known[i] = joined(existing, rule);
  }
  if (standsAlone) known.push(rule);
}

function joined(first: HostRule, next: HostRule): HostRule {
  const names = new Set(first.subsets.map(({ name }) => name));
  return {
    ...first,
    entries: [...first.entries, ...next.entries],
    subsets: [...first.subsets, ...next.subsets.filter(({ name }) => !names.has(name))],
    trafficPolicy: first.trafficPolicy ?? next.trafficPolicy,
  };
}

function isSameSelector(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && selects(a, b);
}
