import type { Path } from '../../../core/finding';
import { renderPath } from '../../../core/finding';
import { defineRule, type Rule, type RuleDoc } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';
import { type InForce, type Level, levelName, levels } from '../in-force';

type Words = Pick<RuleDoc, 'id' | 'severity' | 'summary' | 'why' | 'fix'> & Pick<Rule<unknown>, 'good' | 'bad'>;

/** A rule about a block that is in force for a port until the entry of the port takes the place of all blocks. */
function droppedRule(
  words: Words, dropped: (without: InForce) => { readonly what: string; readonly at: Path } | undefined, isKept: (level: Level) => boolean,
): Rule<Json<DestinationRuleSpec>> {
  return defineRule<Json<DestinationRuleSpec>>({
    ...words,
    onlyWith: ['portLevelSettings'],
    authority: 'cdk8s-istio',
    source: [
      'test/traffic/recorded/dropped-by-port.yaml',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy',
      'pilot/pkg/networking/util/util.go#MergeSubsetTrafficPolicy',
    ],
    check({ spec }, report) {
      for (const level of levels(spec)) {
        const lost = level.entry && !isKept(level) ? dropped(level.entry.without) : undefined;
        if (lost) {
          report(level.entry!.at, { message: `Expected ${lost.what} of ${renderPath(lost.at)} for ${levelName(level)}, got an entry that drops it` });
        }
      }
    },
  });
}

const policy = (port: string): string => `spec: {host: reviews, trafficPolicy: {tls: {mode: SIMPLE, sni: a.com}, portLevelSettings: [{port: {number: 80}, ${port}}]}}`;
const ejecting = (port: string): string => `spec: {host: reviews, trafficPolicy: {outlierDetection: {}, portLevelSettings: [{port: {number: 80}, ${port}}]}}`;
const ofSubset = (host: string, port: string): string => (
  `spec: {host: reviews, trafficPolicy: ${host}, subsets: [{name: v1, trafficPolicy: {portLevelSettings: [{port: {number: 80}, ${port}}]}}]}`
);
const RANDOM = 'loadBalancer: {simple: RANDOM}';
const WHOLE = 'The entry of a port takes the place of every block above it: of the host, of the subset, and of the same port of the host.';

/** What the entry of a port takes away. */
export const droppedByPort = [
  droppedRule({
    id: 'destination-rule/tls-dropped-by-port',
    severity: 'warning',
    summary: 'Expected the TLS of the policy in the entry of a port as well',
    why: `${WHOLE} Without tls there, clients send plaintext or the mTLS of the mesh to the port, and do not verify the server by the settings above.`,
    fix: 'write tls in the entry too; mode: DISABLE where plaintext is meant',
    good: [
      policy('tls: {mode: DISABLE}'),
      `spec: {host: reviews, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, portLevelSettings: [{port: {number: 80}, ${RANDOM}}]}}`,
      `spec: {host: reviews, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}, subsets: [{name: v1, trafficPolicy: {${RANDOM}}}]}`,
    ],
    bad: [
      { yaml: policy(RANDOM), at: 'spec.trafficPolicy.portLevelSettings[0]' },
      { yaml: ofSubset('{portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}', RANDOM), at: 'spec.subsets[0].trafficPolicy.portLevelSettings[0]' },
    ],
  }, ({ tls }) => (tls?.value.mode === 'SIMPLE' || tls?.value.mode === 'MUTUAL' ? { what: `the TLS ${tls.value.mode}`, at: tls.at } : undefined),
  ({ inForce }) => inForce.tls !== undefined),
  droppedRule({
    id: 'destination-rule/ejection-dropped-by-port',
    severity: 'info',
    summary: 'Expected the outlier detection of the policy in the entry of a port as well',
    why: `${WHOLE} Without outlierDetection there, endpoints that fail stay in the pool of the port.`,
    fix: 'write outlierDetection in the entry too, if endpoints of the port are to be ejected',
    good: [ejecting(`${RANDOM}, outlierDetection: {}`)],
    bad: [
      { yaml: ejecting(RANDOM), at: 'spec.trafficPolicy.portLevelSettings[0]' },
      { yaml: ofSubset('{outlierDetection: {}}', RANDOM), at: 'spec.subsets[0].trafficPolicy.portLevelSettings[0]' },
    ],
  }, ({ outlierDetection }) => outlierDetection && { what: 'the outlier detection', at: outlierDetection.at },
  ({ inForce }) => inForce.outlierDetection !== undefined),
];
