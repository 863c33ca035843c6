import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { withReadableYaml } from '../../../constructs/core/write-yaml';
import { oddJson } from '../../support/odd-texts';

// Lines of {"text": …} for record.go, of what a synth writes: npx tsx test/conformance/yaml-reading/write-written.ts SEED COUNT
const [seed, numRuns] = process.argv.slice(2).map(Number) as [number, number];
for (const value of fc.sample(oddJson, { seed, numRuns })) {
  process.stdout.write(`${JSON.stringify({ text: withReadableYaml(() => Yaml.stringify({ kind: 'Thing', data: value })) })}\n`);
}
