import { quote } from '../../../core/quote';
import { localityProblem, localityProblemInAnyOrder } from '../localities';
import type { PolicyPlace } from '../policies';
import { policyRules } from './policy-rows';

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** The two settings that fail over from one region to another, under their names. */
function failovers({ policy: { loadBalancer = {} } }: PolicyPlace) {
  const { localityLbSetting, zoneAwareLbSetting } = loadBalancer;
  return [
    ...(localityLbSetting ? [{ name: 'localityLbSetting', ...localityLbSetting }] : []),
    ...(zoneAwareLbSetting ? [{ name: 'zoneAwareLbSetting', ...zoneAwareLbSetting }] : []),
  ].map(({ name, failover = [], failoverPriority = [] }) => ({ name, failover, failoverPriority }));
}

const locality = (setting: string): string => `{outlierDetection: {}, loadBalancer: {localityLbSetting: ${setting}}}`;
const AT = '.loadBalancer.localityLbSetting';

/** What load balancing by locality may be. */
export const localityRules = policyRules([
  {
    name: 'distribute-or-failover',
    summary: 'Conflicting fields: distribute and failover',
    fix: 'keep one of them; failoverPriority can stand beside distribute',
    source: 'DR-LOC-001; validation.go validateLocalityLbSetting',
    good: [locality('{failover: [{from: us, to: eu}]}')],
    bad: [{ policy: locality('{distribute: [{from: us, to: {us: 100}}], failover: [{from: us, to: eu}]}'), at: AT }],
    check({ at, policy }, report) {
      const { distribute = [], failover = [] } = policy.loadBalancer?.localityLbSetting ?? {};
      if (distribute.length === 0 || failover.length === 0) return;
      report([...at, 'loadBalancer', 'localityLbSetting'], { message: 'Expected distribute or failover, got both' });
    },
  },
  {
    name: 'failover-or-topology',
    summary: 'Conflicting fields: region failover and failoverPriority by topology',
    fix: 'keep the topology labels in failoverPriority, or the list of regions in failover',
    source: 'DR-LOC-002, DR-ZA-001; validation.go validateLocalityLbSetting, validateZoneAwareLbSetting',
    good: [locality('{failoverPriority: [topology.kubernetes.io/region]}'), locality('{failover: [{from: us, to: eu}], failoverPriority: [version]}')],
    bad: [
      { policy: locality('{failover: [{from: us, to: eu}], failoverPriority: [topology.kubernetes.io/zone]}'), at: `${AT}.failoverPriority[0]` },
      {
        policy: '{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failoverPriority: [topology.istio.io/subzone]}}}',
        at: '.loadBalancer.zoneAwareLbSetting.failoverPriority[0]',
      },
    ],
    check(place, report) {
      for (const { name, failover, failoverPriority } of failovers(place)) {
        if (name === 'localityLbSetting' && failover.length === 0) continue;
        failoverPriority.forEach((label, i) => {
          if (!TOPOLOGY.includes(label)) return;
          report([...place.at, 'loadBalancer', name, 'failoverPriority', i], { message: `Expected no topology label beside ${name === 'localityLbSetting' ? 'failover' : 'zone awareness'}, got ${quote(label)}` });
        });
      }
    },
  },
  {
    name: 'distribute-sums-to-100',
    summary: 'Expected weights from 1 to 100 that add up to 100',
    fix: 'write whole percentages that add up to 100, and leave out localities that get nothing',
    source: 'DR-LOC-003, DR-LOC-004; validation.go validateLocalityLbSetting',
    good: [locality('{distribute: [{from: us/*, to: {us/*: 80, eu: 20}}]}')],
    bad: [
      { policy: locality('{distribute: [{from: us, to: {us: 80}}]}'), at: `${AT}.distribute[0].to` },
      { policy: locality('{distribute: [{from: us, to: {us: 0, eu: 100}}]}'), at: `${AT}.distribute[0].to.us` },
      { policy: locality('{distribute: [{from: us}]}'), at: `${AT}.distribute[0]` },
    ],
    check({ at, policy }, report) {
      (policy.loadBalancer?.localityLbSetting?.distribute ?? []).forEach(({ to }, i) => {
        const here = [...at, 'loadBalancer', 'localityLbSetting', 'distribute', i, ...(to ? ['to'] : [])];
        const weights = Object.entries(to ?? {});
        const wrong = weights.find(([, weight]) => weight === 0 || weight > 100);
        if (wrong) return report([...here, wrong[0]], { message: `Expected a weight from 1 to 100, got ${wrong[1]}` });
        const sum = weights.reduce((total, [, weight]) => total + weight, 0);
        if (sum !== 100) report(here, { message: `Expected weights that add up to 100, got ${sum}` });
      });
    },
  },
  {
    name: 'distribute-overlap',
    summary: 'Expected localities of the form region/zone/subzone that do not overlap',
    why: 'istiod refuses the resource. It reads `to` in no certain order, so localities there that overlap in any order are refused at times; here always.',
    fix: 'name each locality once, the narrower before the wider one in the list of from',
    source: 'DR-LOC-005, DR-LOC-006; validation.go validateLocalities',
    good: [locality('{distribute: [{from: us/a, to: {us/a/*: 100}}, {from: us/*, to: {us/b: 100}}]}')],
    bad: [
      { policy: locality('{distribute: [{from: us/*, to: {us: 100}}, {from: us/a, to: {us: 100}}]}'), at: `${AT}.distribute` },
      { policy: locality('{distribute: [{from: us, to: {us/*: 50, us/a: 50}}]}'), at: `${AT}.distribute[0].to` },
      { policy: locality('{distribute: [{from: us//a, to: {us: 100}}]}'), at: `${AT}.distribute` },
    ],
    check({ at, policy }, report) {
      const distribute = policy.loadBalancer?.localityLbSetting?.distribute ?? [];
      const here = [...at, 'loadBalancer', 'localityLbSetting', 'distribute'];
      const from = localityProblem(distribute.map((entry) => entry.from ?? ''));
      if (from) report(here, { message: `Expected localities that do not overlap in from, got ${quote(from.entry)}: ${from.reason}` });
      distribute.forEach(({ to = {} }, i) => {
        const keys = Object.keys(to).sort();
        // More than 100 cannot add up to 100, which is said already.
        const problem = keys.length > 100 ? undefined : localityProblemInAnyOrder(keys);
        if (problem) report([...here, i, 'to'], { message: `Expected localities that do not overlap, got ${quote(problem.entry)}: ${problem.reason}` });
      });
    },
  },
  {
    name: 'failover-regions',
    summary: 'Expected two different regions, without zones and wildcards, in a failover',
    fix: 'name the region that fails and the region that takes over',
    source: 'DR-LOC-008, DR-LOC-009, DR-LOC-010, DR-ZA-003; validation.go validateFailover',
    good: [locality('{failover: [{from: us-east, to: us-west}]}')],
    bad: [
      { policy: locality('{failover: [{from: us, to: us}]}'), at: `${AT}.failover[0]` },
      { policy: locality('{failover: [{from: us/a, to: eu}]}'), at: `${AT}.failover[0].from` },
      {
        policy: '{outlierDetection: {}, loadBalancer: {zoneAwareLbSetting: {failover: [{from: us, to: "e*"}]}}}',
        at: '.loadBalancer.zoneAwareLbSetting.failover[0].to',
      },
    ],
    check(place, report) {
      for (const { name, failover } of failovers(place)) {
        failover.forEach(({ from = '', to = '' }, i) => {
          const here = [...place.at, 'loadBalancer', name, 'failover', i];
          if (from === to) report(here, { message: `Expected two different regions, got ${quote(from)} twice` });
          for (const [field, region] of [['from', from], ['to', to]] as const) {
            if (/[/*]/.test(region)) report([...here, field], { message: `Expected the name of a region, got ${quote(region)}` });
          }
        });
      }
    },
  },
  {
    name: 'failover-needs-outlier-detection',
    severity: 'warning',
    summary: 'Expected outlier detection beside a failover',
    why: 'Without it no endpoint counts as failed, so traffic never moves.',
    fix: 'add outlierDetection to the same policy',
    source: 'DR-LOC-007, DR-ZA-002; validation.go validateTrafficPolicy',
    good: [locality('{failover: [{from: us, to: eu}]}')],
    bad: [{ policy: '{loadBalancer: {localityLbSetting: {failoverPriority: [version]}}}', at: AT }],
    check(place, report) {
      if (place.of !== 'host' || place.policy.outlierDetection !== undefined) return;
      for (const { name, failover, failoverPriority } of failovers(place)) {
        if (failover.length + failoverPriority.length === 0) continue;
        report([...place.at, 'loadBalancer', name], { message: 'Expected outlierDetection beside the failover, got none' });
      }
    },
  },
]);
