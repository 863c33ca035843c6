import type { IConstruct } from 'constructs';
import type { FormerRule } from '../../lib/core/former-ids';
import type { KnownRule } from '../../lib/core/known-rules.gen';
import { acknowledgeOn } from './acknowledged';
import { Synthesis } from './synthesis';

/**
 * What is found about a construct and everything below it.
 *
 * @example
 * Findings.of(chart).acknowledge('virtual-service/unreachable-route', 'kept for the rollback, removed with SHOP-1234');
 */
export class Findings {
  /** The findings of a construct and everything below it. */
  public static of(construct: IConstruct): Findings {
    return new Findings(construct);
  }

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Says that findings of a rule are known and may stay. They stop nothing and are not printed, and the reason is written beside the
   * resource, as the annotation `cdk8s-istio/acknowledge`, for checks of the manifests. What matches no finding, or gives no
   * reason, is itself a finding; what the API server refuses cannot be acknowledged.
   *
   * @param rule the rule as the finding names it
   * @param reason why the finding may stay, for those who read it later
   */
  public acknowledge(rule: KnownRule | FormerRule, reason: string): this {
    acknowledgeOn(this.construct, rule, reason);
    Synthesis.of(this.construct);
    return this;
  }
}
