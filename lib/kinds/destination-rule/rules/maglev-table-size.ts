import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { policyRule } from './policy-rule';

/** Upstream's limit for the table of Maglev. */
const MAGLEV_LIMIT = 5000011;

/** As upstream has it: 1 counts as prime. */
function isPrime(n: number): boolean {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return true;
}

/** Expected a prime number below … as size of the Maglev table. */
export const maglevTableSize = policyRule({
  id: 'destination-rule/maglev-table-size',
  onlyWith: ['maglev'],
  ...REFUSED_BY_ISTIOD,
  summary: `Expected a prime number below ${MAGLEV_LIMIT} as size of the Maglev table`,
  fix: 'write a prime such as 65537',
  source: ['pkg/config/validation/validation.go#validateLoadBalancer', 'pkg/config/validation/validation.go#isPrime'],
  good: ['{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 65537}}}}'],
  bad: [
    { yaml: '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {}}}}', at: '.loadBalancer.consistentHash.maglev.tableSize' },
    { yaml: '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 1000}}}}', at: '.loadBalancer.consistentHash.maglev.tableSize' },
    { yaml: '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 5000011}}}}', at: '.loadBalancer.consistentHash.maglev.tableSize' },
  ],
  check({ at, policy }, report) {
    const maglev = policy.loadBalancer?.consistentHash?.maglev;
    if (maglev === undefined) return;
    const { tableSize = 0 } = maglev;
    const reason = tableSize === 0 ? 'it must be set' : tableSize >= MAGLEV_LIMIT ? 'it is too large' : isPrime(tableSize) ? undefined : 'it is not prime';
    if (reason === undefined) return;
    report([...at, 'loadBalancer', 'consistentHash', 'maglev', 'tableSize'], { message: `Expected a prime number below ${MAGLEV_LIMIT}, got ${tableSize}: ${reason}` });
  },
});
