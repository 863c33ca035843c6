import { rulePages } from '../../../../lib/cli/pages/rule-pages';
import { folderOf, run } from '../../../support/command';

const folder = folderOf({});

test('rules lists them, one a line', async () => {
  const lines = (await run(folder, ['rules'])).stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(rulePages().length);
  expect(lines.find((line) => line.startsWith('value/duration '))).toMatch(/^value\/duration +error {4}A duration is at least/);
  expect(lines.find((line) => line.startsWith('reference/unknown-subset '))).toMatch(/ \(IST0101, KIA1107, constructs only\)$/);
});

test('rules lists them as JSON', async () => {
  const listed = JSON.parse((await run(folder, ['rules', '-o', 'json'])).stdout);
  expect(listed.find(({ id }: { id: string }) => id === 'reference/unknown-subset')).toEqual({
    id: 'reference/unknown-subset', severity: 'error', authority: 'cdk8s-istio', aliases: ['IST0101', 'KIA1107'], scope: 'program', summary: 'Expected a subset that the DestinationRule has',
  });
});
