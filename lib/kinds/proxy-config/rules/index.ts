import { selectorRules } from '../../_shared/match-labels/rules';

/** The rules of ProxyConfig. */
export const rules = selectorRules({ topic: 'proxy-config', rest: 'concurrency: 2' });
