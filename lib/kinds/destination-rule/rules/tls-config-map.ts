import { quote } from '../../../core/quote';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

const CONFIG_MAP = 'configmap://';

/** Expected configmap://namespace/name, in the namespace of the rule. */
export const tlsConfigMap = policyRule({
  id: 'destination-rule/tls-config-map',
  onlyWith: ['tls'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected configmap://namespace/name, in the namespace of the rule',
  fix: 'write configmap:// with the namespace of the DestinationRule and the name of the config map',
  source: 'pkg/config/validation/agent/validation.go#ValidateTLS',
  good: ['{tls: {mode: SIMPLE, credentialName: ca}}'],
  bad: [
    { yaml: '{tls: {mode: SIMPLE, credentialName: "configmap://ca"}}', at: '.tls.credentialName' },
    { yaml: '{tls: {mode: SIMPLE, credentialName: "configmap:///ca"}}', at: '.tls.credentialName' },
  ],
  check({ at, policy }, report, _, { namespace }) {
    const name = policy.tls?.credentialName ?? '';
    if (!name.startsWith(CONFIG_MAP)) return;
    const [of = '', map = ''] = name.slice(CONFIG_MAP.length).split('/');
    const reason = of === '' || map === '' ? 'the namespace or the name is missing'
      : namespace !== undefined && of !== namespace ? `the rule is in namespace ${namespace}` : undefined;
    if (reason !== undefined) report([...at, 'tls', 'credentialName'], { message: `Expected a config map of the own namespace, got ${quote(name)}: ${reason}` });
  },
});
