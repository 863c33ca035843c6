import { selectorRules } from '../../_shared/match-labels/rules';
import { portsNeedLabels } from './ports-need-labels';

/** The rules of PeerAuthentication. */
export const rules = [...selectorRules({ topic: 'peer-authentication', rest: 'mtls: {mode: STRICT}' }), portsNeedLabels];
