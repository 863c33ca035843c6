import { quote } from '../../../core/quote';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Expected names for the cookie and for its attributes, each once. */
export const cookieNamed = policyRule({
  id: 'destination-rule/cookie-named',
  onlyWith: ['httpCookie'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected names for the cookie and for its attributes, each once',
  fix: 'name the cookie, and each attribute once',
  source: 'pkg/config/validation/validation.go#validateLoadBalancer',
  good: ['{loadBalancer: {consistentHash: {httpCookie: {name: user, attributes: [{name: SameSite, value: Lax}]}}}}'],
  bad: [
    { yaml: '{loadBalancer: {consistentHash: {httpCookie: {name: ""}}}}', at: '.loadBalancer.consistentHash.httpCookie.name' },
    {
      yaml: '{loadBalancer: {consistentHash: {httpCookie: {name: a, attributes: [{name: b}, {name: b}]}}}}',
      at: '.loadBalancer.consistentHash.httpCookie.attributes[1].name',
    },
  ],
  check({ at, policy }, report) {
    const cookie = policy.loadBalancer?.consistentHash?.httpCookie;
    if (cookie === undefined) return;
    const here = [...at, 'loadBalancer', 'consistentHash', 'httpCookie'];
    if (cookie.name === '') report([...here, 'name'], { message: 'Expected a name for the cookie, got ""' });
    const seen = new Set<string>();
    (cookie.attributes ?? []).forEach(({ name }, i) => {
      if (name === '' || seen.has(name)) report([...here, 'attributes', i, 'name'], { message: `Expected a name of its own, got ${quote(name)}` });
      seen.add(name);
    });
  },
});
