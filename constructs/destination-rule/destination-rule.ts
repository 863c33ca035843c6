import type { Construct } from 'constructs';
import { isObject } from '../../lib/core/is-object';
import { quote } from '../../lib/core/quote';
import { unknownName } from '../../lib/core/suggest';
import type { MatchLabelsSelector } from '../../lib/kinds/_shared/match-labels/api';
import type { TrafficPolicySpec } from '../../lib/kinds/_shared/traffic-policy/api';
import type { DestinationRuleSpec, SubsetSpec } from '../../lib/kinds/destination-rule/api';
import { uniqueSubsetNames } from '../../lib/kinds/destination-rule/rules/unique-subset-names';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { refuse } from '../core/refuse';
import { referenceRules } from '../core/reference-rules';
import { IstioDestinationRule } from '../l1/destination-rule';
import { HostTarget, Subset } from './targets';
import { policySpec, type TrafficPolicy } from './traffic-policy';

/** A named part of the endpoints of a host, without its name. */
export interface SubsetOptions {
  /**
   * Labels that an endpoint must all have.
   *
   * @default - every endpoint of the host
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** What differs for this subset. Each block that is set here takes the place of the host's block as a whole; the rest is inherited. */
  readonly trafficPolicy?: TrafficPolicy | TrafficPolicySpec;
}

/** What {@link DestinationRule} takes. */
export interface DestinationRuleProps<SubsetName extends string = string> extends IstioResourceProps {
  /** The service: a name without dots for one in the own namespace, else the full name; `*.example.com` for all that match. */
  readonly host: string;
  /**
   * What holds for all traffic to the host.
   *
   * @default - Istio's and the mesh's own settings
   */
  readonly trafficPolicy?: TrafficPolicy | TrafficPolicySpec;
  /** Parts of the host's endpoints by name, such as its versions. The names are part of the type of the construct. */
  readonly subsets?: Readonly<Record<SubsetName, SubsetOptions>>;
  /**
   * Namespaces whose clients follow the rule: names, `.` for the own one, `*` for all.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
  /**
   * The clients that follow the rule, all in its own namespace: it is then not seen from elsewhere.
   *
   * @default - every workload of the namespaces that see it
   */
  readonly workloadSelector?: MatchLabelsSelector;
}

/**
 * How clients treat the traffic to a host, after routing has chosen it, and the subsets of the host that routes can name.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 * @example
 * const reviews = new DestinationRule(chart, 'reviews', {
 *   host: 'reviews',
 *   trafficPolicy: new TrafficPolicy().outlierDetection({ consecutive5xxErrors: 5 }),
 *   subsets: { v1: { labels: { version: 'v1' } }, v2: { labels: { version: 'v2' } } },
 * });
 * reviews.subset('v1'); // a target for routes; 'v3' does not compile
 */
export class DestinationRule<SubsetName extends string = string> extends IstioResource<DestinationRuleSpec> {
  public readonly resource: IstioDestinationRule;
  private readonly props: DestinationRuleProps<SubsetName>;
  private readonly subsets = new Map<string, SubsetOptions>();

  public constructor(scope: Construct, id: string, props: DestinationRuleProps<SubsetName>) {
    super(scope, id);
    this.props = { ...props };
    const given: Readonly<Record<string, SubsetOptions>> = isObject(this.props.subsets) ? this.props.subsets ?? {} : {};
    for (const [name, options] of Object.entries(given)) if (options !== undefined) this.subsets.set(name, options);
    this.resource = new IstioDestinationRule(this, 'Resource', this._l1Props(this.props));
  }

  /** The service, as it was written. */
  public get host(): string {
    return this.props.host;
  }

  /** The host as a target for routes, with all its endpoints. */
  public get target(): HostTarget {
    return new HostTarget(this);
  }

  /** @internal */
  public _routeTarget(): HostTarget {
    return this.target;
  }

  /**
   * A subset as a target for routes.
   *
   * @throws ConfigError when the rule has no subset of that name
   */
  public subset(name: SubsetName): Subset {
    if (this.subsets.has(name)) return new Subset(this, name);
    const detail = unknownName(name, [...this.subsets.keys()], 'a subset of the DestinationRule, which has none');
    return refuse(this, referenceRules.unknownSubset, ['spec', 'subsets'], detail);
  }

  /**
   * Adds a subset.
   *
   * @returns the subset as a target for routes
   * @throws ConfigError when the name is taken
   * @example
   * const v4 = reviews.addSubset('v4', { labels: { version: 'v4' } });
   * virtualService.addHttpRoute('default', { to: v4 });
   */
  public addSubset(name: string, options: SubsetOptions = {}): Subset {
    if (this.subsets.has(name)) {
      refuse(this, uniqueSubsetNames, ['spec', 'subsets', this.subsets.size, 'name'], { message: `Expected a name of its own, got ${quote(name)} again` });
    }
    this._recordAppended(['spec', 'subsets'], this.props.subsets, this.subsets.size);
    this.subsets.set(name, options);
    return new Subset(this, name);
  }

  /** @internal */
  protected _toSpec(): DestinationRuleSpec {
    const { metadata: _, subsets, trafficPolicy, ...rest } = this.props;
    return { ...rest, trafficPolicy: policySpec(trafficPolicy), subsets: this.subsetList(subsets) };
  }

  private subsetList(given: unknown): DestinationRuleSpec['subsets'] {
    const made = [...this.subsets].map(([name, options]) => subsetSpec(name, options));
    if (given === undefined) return made.length > 0 ? made : undefined;
    // What is no map of subsets is left as it is, for the check to say so.
    if (Array.isArray(given)) return [...given as SubsetSpec[], ...made];
    return isObject(given) ? made : given as DestinationRuleSpec['subsets'];
  }
}

function subsetSpec(name: string, options: SubsetOptions): SubsetSpec {
  if (!isObject(options)) return options as unknown as SubsetSpec;
  const { trafficPolicy, ...rest } = options;
  return { name, ...rest, trafficPolicy: policySpec(trafficPolicy) };
}
