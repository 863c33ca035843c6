import { quote } from '../../../core/quote';
import { compareReleases } from '../../../core/release';
import { policyRules } from './policy-rows';

/** Upstream's limit for the table of Maglev. */
const MAGLEV_LIMIT = 5000011;

/** What a load balancer may be. */
export const loadBalancer = policyRules([
  {
    name: 'cookie-named',
    summary: 'Expected names for the cookie and for its attributes, each once',
    fix: 'name the cookie, and each attribute once',
    source: 'DR-LB-003, DR-LB-004; validation.go validateLoadBalancer',
    good: ['{loadBalancer: {consistentHash: {httpCookie: {name: user, attributes: [{name: SameSite, value: Lax}]}}}}'],
    bad: [
      { policy: '{loadBalancer: {consistentHash: {httpCookie: {name: ""}}}}', at: '.loadBalancer.consistentHash.httpCookie.name' },
      {
        policy: '{loadBalancer: {consistentHash: {httpCookie: {name: a, attributes: [{name: b}, {name: b}]}}}}',
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
  },
  {
    name: 'ring-size-twice',
    summary: 'Conflicting fields: minimumRingSize and ringHash or maglev',
    fix: 'keep ringHash or maglev; minimumRingSize is deprecated',
    source: 'DR-LB-007; validation.go validateLoadBalancer',
    good: ['{loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {minimumRingSize: 1024}}}}'],
    bad: [{ policy: '{loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {}, minimumRingSize: 5}}}', at: '.loadBalancer.consistentHash' }],
    check({ at, policy }, report) {
      const { minimumRingSize = 0, ringHash, maglev } = policy.loadBalancer?.consistentHash ?? {};
      if (minimumRingSize === 0 || (ringHash === undefined && maglev === undefined)) return;
      report([...at, 'loadBalancer', 'consistentHash'], { message: `Expected ${ringHash ? 'ringHash' : 'maglev'} alone, got minimumRingSize beside it` });
    },
  },
  {
    name: 'ring-size-deprecated',
    severity: 'warning',
    summary: 'Deprecated field minimumRingSize',
    why: 'It still works, and will go.',
    fix: 'write ringHash: {minimumRingSize: …}',
    source: 'DR-LB-006; validation.go validateLoadBalancer',
    good: ['{loadBalancer: {consistentHash: {useSourceIp: true, minimumRingSize: 0}}}'],
    bad: [{ policy: '{loadBalancer: {consistentHash: {useSourceIp: true, minimumRingSize: 5}}}', at: '.loadBalancer.consistentHash.minimumRingSize' }],
    check({ of, at, policy }, report) {
      const { minimumRingSize = 0 } = policy.loadBalancer?.consistentHash ?? {};
      if (of !== 'host' || minimumRingSize === 0) return;
      report([...at, 'loadBalancer', 'consistentHash', 'minimumRingSize'], { message: `Deprecated field minimumRingSize, got ${minimumRingSize}` });
    },
  },
  {
    name: 'maglev-table-size',
    summary: `Expected a prime number below ${MAGLEV_LIMIT} as size of the Maglev table`,
    fix: 'write a prime such as 65537',
    source: 'DR-LB-008; validation.go validateLoadBalancer',
    good: ['{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 65537}}}}'],
    bad: [
      { policy: '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {}}}}', at: '.loadBalancer.consistentHash.maglev.tableSize' },
      { policy: '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 1000}}}}', at: '.loadBalancer.consistentHash.maglev.tableSize' },
      { policy: '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 5000011}}}}', at: '.loadBalancer.consistentHash.maglev.tableSize' },
    ],
    check({ at, policy }, report) {
      const maglev = policy.loadBalancer?.consistentHash?.maglev;
      if (maglev === undefined) return;
      const { tableSize = 0 } = maglev;
      const reason = tableSize === 0 ? 'it must be set' : tableSize >= MAGLEV_LIMIT ? 'it is too large' : isPrime(tableSize) ? undefined : 'it is not prime';
      if (reason === undefined) return;
      report([...at, 'loadBalancer', 'consistentHash', 'maglev', 'tableSize'], { message: `Expected a prime number below ${MAGLEV_LIMIT}, got ${tableSize}: ${reason}` });
    },
  },
  {
    name: 'warmup-aggression',
    summary: 'Expected an aggression above 0, of at least 1 before Istio 1.31',
    fix: 'write 1, which makes the share grow evenly, or more; from Istio 1.31 on any number above 0',
    source: 'DR-LB-012; validation.go validateWarmup',
    good: ['{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 30s, aggression: 0.5}}}'],
    bad: [
      { policy: '{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 30s, aggression: 0}}}', at: '.loadBalancer.warmup.aggression' },
      {
        policy: '{loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 30s, aggression: 0.5}}}', at: '.loadBalancer.warmup.aggression', release: '1.30',
      },
    ],
    check({ at, policy }, report, _, release) {
      const aggression = policy.loadBalancer?.warmup?.aggression;
      const isOld = compareReleases(release, '1.31') < 0;
      if (aggression === undefined || (isOld ? aggression >= 1 : aggression > 0)) return;
      report([...at, 'loadBalancer', 'warmup', 'aggression'], { message: `Expected a number ${isOld ? 'of at least 1' : 'above 0'}, got ${aggression}` });
    },
  },
  {
    name: 'locality-or-zone-aware',
    summary: 'Conflicting fields: localityLbSetting and zoneAwareLbSetting',
    fix: 'keep one of them',
    source: 'DR-LB-014; validation.go validateLoadBalancer',
    good: ['{loadBalancer: {zoneAwareLbSetting: {enabled: true}}}'],
    bad: [{ policy: '{loadBalancer: {localityLbSetting: {}, zoneAwareLbSetting: {}}}', at: '.loadBalancer' }],
    check({ at, policy: { loadBalancer: settings } }, report) {
      if (settings?.localityLbSetting && settings.zoneAwareLbSetting) {
        report([...at, 'loadBalancer'], { message: 'Expected localityLbSetting or zoneAwareLbSetting, got both' });
      }
    },
  },
]);

/** As upstream has it: 1 counts as prime. */
function isPrime(n: number): boolean {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return true;
}
