import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { quote } from '../../../lib/core/quote';
import { refuseUnmade } from '../../core/refuse';

/** Where the resources of a host are written, and which namespaces see them. @internal */
export interface Placement {
  readonly namespace: string;
  /** The chart that writes them; unset: the one of the owner. */
  readonly chart?: Chart;
  readonly exportTo?: readonly string[];
  /** Which namespaces see the DestinationRule; unset: the same. */
  readonly ruleExportTo?: readonly string[];
}

/** The namespace of a host: the one given, else the chart's. @throws ConfigError where neither is a name @internal */
export function namespaceOf(scope: Construct, id: string, given: string | undefined): string {
  const namespace = given ?? Chart.of(scope).namespace;
  if (typeof namespace === 'string' && namespace !== '') return namespace;
  return refuseUnmade(scope, id, compositionRules.namespaceMissing, ['namespace'], {
    message: `Expected a namespace, got ${quote(namespace)} and a chart without one`,
  });
}

/** The exportTo of the DestinationRule of a host. @internal */
export function ruleExportTo(
  { namespace, exportTo, ruleExportTo: to = exportTo }: Placement, hasClientRules: boolean, rootNamespace: string,
): readonly string[] | undefined {
  // istiod ignores an exported rule for all clients where another rule of the namespace selects some of them.
  if (hasClientRules || to === undefined) return undefined;
  // Proxies of the root namespace read rules that are exported to '.' alone, and exported ones, in which '.' matches no namespace.
  const isDotUnmatched = to.length > 1 && namespace === rootNamespace;
  return isDotUnmatched ? to.map((name) => (name === '.' ? namespace : name)) : to;
}
