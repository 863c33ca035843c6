import { policyTargetRules } from '../../_shared/policy-target/rules';
import { accountsAlone } from './accounts-alone';
import { conditionKey } from './condition-key';
import { conditionValues } from './condition-values';
import { customLimits } from './custom-limits';
import { denyWithoutPort } from './deny-without-port';
import { dottedClaim } from './dotted-claim';
import { dryRun } from './dry-run';
import { emptyList } from './empty-list';
import { exactPath } from './exact-path';
import { matchesNothing } from './matches-nothing';
import { mootRule } from './moot-rule';
import { noEmptyValue } from './no-empty-value';
import { partNotEmpty } from './part-not-empty';
import { protectsNothing } from './protects-nothing';
import { providerMissing } from './provider-missing';
import { providerUnused } from './provider-unused';
import { rulesMissing } from './rules-missing';
import { splitRule } from './split-rule';
import { templateStart } from './template-start';
import { values } from './values';

/** The rules of AuthorizationPolicy. */
export const rules = [
  ...policyTargetRules({ topic: 'authorization-policy', rest: 'rules: [{}]' }),
  accountsAlone, conditionKey, conditionValues, customLimits, denyWithoutPort, dottedClaim, dryRun, emptyList, exactPath,
  matchesNothing, mootRule, noEmptyValue, partNotEmpty, protectsNothing, providerMissing, providerUnused, rulesMissing, splitRule,
  templateStart, ...values,
];
