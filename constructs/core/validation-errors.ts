import type { IConstruct } from 'constructs';
import type { Finding } from '../../lib/core/finding';
import { finding, type RuleDoc } from '../../lib/core/rule';

/** What a construct refuses itself, through `node.addValidation`. */
export const validation: RuleDoc = {
  id: 'construct/validation',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected every construct to accept its own input',
  why: 'cdk8s asks each construct for its errors and stops the synth; with them listed here all errors are seen at once.',
  fix: 'do as the message of the construct says',
  source: ['https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts', 'https://github.com/aws/constructs/blob/10.x/src/construct.ts'],
};

/** The errors of constructs: cdk8s would list them only when there are no findings left. */
export function validationErrors(constructs: readonly IConstruct[]): Finding[] {
  return constructs.flatMap((construct) => (
    construct.node.validate().map((message) => ({ ...finding(validation, undefined, [], { message }), construct: construct.node.path }))
  ));
}
