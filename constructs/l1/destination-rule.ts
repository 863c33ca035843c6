import type { Construct } from 'constructs';
import type { DestinationRuleSpec } from '../../lib/kinds/destination-rule/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioDestinationRule} takes. */
export type IstioDestinationRuleProps = IstioObjectProps<DestinationRuleSpec>;

/**
 * A DestinationRule as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 * @example
 * new IstioDestinationRule(chart, 'reviews', {
 *   spec: { host: 'reviews', subsets: [{ name: 'v1', labels: { version: 'v1' } }] },
 * });
 */
export class IstioDestinationRule extends IstioObject<DestinationRuleSpec> {
  public constructor(scope: Construct, id: string, props: IstioDestinationRuleProps) {
    super(scope, id, 'DestinationRule', props);
  }
}
