import * as fc from 'fast-check';
import { inProportion } from './cost';
import { Broken, fuzz } from './fuzzer';
import { expectFindings, findingsOf } from './findings';
import { expectOutput } from './output';

// That a fuzzer finds what is broken, and gives it small and again.

const below = (limit: number) => ({
  name: 'numbers', share: 100, inputs: fc.nat(10_000),
  check(input: number): void {
    if (input >= limit) throw new Broken('numbers are small', String(input));
  },
});

test('a fault is given with its smallest input and the property, and the same for the same seed', async () => {
  const fault = await fuzz(below(17), 1, 1_000);
  expect(fault).toEqual({ fuzzer: 'numbers', seed: 1, count: 1_000, input: '17', reason: 'numbers are small: 17' });
  expect(await fuzz(below(17), 1, 1_000)).toEqual(fault);
});

test('what holds has no fault', async () => {
  expect(await fuzz(below(20_000), 1, 1_000)).toBeUndefined();
});

test('an error of the code under test is a fault too, with its stack', async () => {
  const fault = await fuzz({ name: 'errors', share: 100, inputs: fc.nat(), check: () => { throw new TypeError('boom'); } }, 1, 10);
  expect(fault?.reason).toMatch(/^never throws: TypeError: boom\n {4}at /);
});

const sidecar = { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'a' }, spec: { egres: [] } };
const [finding] = findingsOf([sidecar]);

test.each([
  { property: 'every rule is known', change: { rule: 'no/rule' } },
  { property: 'every message has words', change: { message: ' ' } },
  { property: 'every message is short', change: { message: 'a'.repeat(2_000) } },
  { property: 'every message can be shown', change: { message: 'a\x1bb' } },
  { property: 'messages are in plain words', change: { message: 'Expected what somebody wrote' } },
  { property: 'every path leads to a field or to where it is missing', change: { path: ['spec', 'egress', 0, 'hosts'] } },
])('$property', ({ property, change }) => {
  expectFindings([finding!], [sidecar]);
  expect(() => expectFindings([{ ...finding!, ...change }], [sidecar])).toThrow(new RegExp(`^${property}: `));
});

test.each([
  { property: 'output grows with the findings', stdout: 'a'.repeat(10_000) },
  { property: 'nothing reaches a terminal that it obeys', stdout: 'a\x1b[2J' },
  { property: 'no line is a command of others to the CI system', stdout: '  ::error::pwned' },
])('$property', ({ property, stdout }) => {
  expectOutput('text', { code: 0, stdout: 'Checked 1 resource\n', stderr: '' }, { findings: [] });
  expect(() => expectOutput('text', { code: 0, stdout, stderr: '' }, { findings: [] })).toThrow(new RegExp(`^${property}: `));
});

test('time grows with the input', () => {
  const busy = (ms: number) => () => {
    const start = process.cpuUsage().user;
    while (process.cpuUsage().user < start + ms * 1_000);
    return ms;
  };
  expect(inProportion(1, busy(1))).toBe(1);
  expect(() => inProportion(1, busy(400))).toThrow(/^time grows with the input: 1 bytes took \d+ ms three times$/);
});
