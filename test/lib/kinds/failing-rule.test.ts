import { IstioSidecar, check } from 'cdk8s-istio';
import { analyzers } from '../../../lib/analysis';
import { kinds } from '../../../lib/kinds';
import type { Rule } from '../../../lib/core/rule';
import { chartOf } from '../../support/chart';
import { BAD, folderOf, run } from '../../support/command';
import { findingsOf } from '../../support/findings';

// A fault of a rule is a finding of its own: it hides neither the other findings of the resource nor other resources.

const sidecar = { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'a', namespace: 'shop' }, spec: { egres: [], egress: [{ hosts: ['./*'] }] } };
const rule = (kinds.Sidecar.load().rules as unknown as readonly Rule<unknown>[]).find(({ onlyWith }) => onlyWith === undefined);
const failed = {
  rule: 'internal/check-failed', severity: 'error', authority: 'cdk8s-istio', path: [],
  resource: { apiVersion: sidecar.apiVersion, kind: 'Sidecar', namespace: 'shop', name: 'a' },
};

let spy: jest.SpyInstance;
beforeEach(() => {
  spy = jest.spyOn(rule!, 'check').mockImplementation(() => { throw new TypeError('Cannot read properties of undefined'); });
});
afterEach(() => spy.mockRestore());

test('check gives it beside the other findings', () => {
  expect(check([sidecar, { ...sidecar, kind: 'DestinationRule', spec: {} }]).map(({ rule: id, resource }) => `${id} ${resource!.kind}`)).toEqual([
    'field/unknown Sidecar', 'internal/check-failed Sidecar', 'field/missing DestinationRule',
  ]);
  expect(check([sidecar])[1]).toMatchObject({ ...failed, message: `Expected rule ${rule!.id} to end, got TypeError: Cannot read properties of undefined` });
});

test('the command prints it and all else, and ends with 2', async () => {
  const folder = folderOf({ 'a.yaml': JSON.stringify(sidecar), 'b.yaml': BAD });
  const { code, stdout, stderr } = await run(folder, ['check', '.', '-o', 'json', '--fail-on', 'never']);
  expect(JSON.parse(stdout).findings.map((found: { rule: string }) => found.rule)).toEqual(['field/unknown', 'internal/check-failed', 'value/duration']);
  expect([code, stderr]).toEqual([2, '']);
  const explained = await run(folder, ['explain', 'internal/check-failed']);
  expect([explained.code, explained.stdout]).toEqual([0, expect.stringContaining('a fault of cdk8s-istio')]);
});

test('a synth stops with it, at the line of the resource', () => {
  const [found] = findingsOf((chart) => new IstioSidecar(chart, 'a', { spec: { egress: [{ hosts: ['./*'] }] } }));
  expect(found).toMatchObject({ rule: 'internal/check-failed', construct: `${chartOf().node.id}/a`, source: { file: __filename } });
});

test('a failure outside of the rules is a finding too', () => {
  const load = jest.spyOn(kinds.Sidecar, 'load').mockImplementation(() => { throw new RangeError('Maximum call stack size exceeded'); });
  expect(check([sidecar])).toMatchObject([{ ...failed, message: 'Expected the check of "Sidecar" to end, got RangeError: Maximum call stack size exceeded' }]);
  load.mockRestore();
});

test('a failing analyzer is a finding about no resource, beside all others', async () => {
  spy.mockRestore();
  const failing = jest.spyOn(analyzers[0]!, 'check').mockImplementation(() => { throw new TypeError('x is not iterable'); });
  const folder = folderOf({ 'a.yaml': BAD });
  const { code, stdout } = await run(folder, ['check', '.', '-o', 'json', '--fail-on', 'never']);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string; resource?: object }[] };
  expect(findings.map(({ rule: id }) => id)).toEqual(['value/duration', 'internal/check-failed']);
  expect(findings[1]).not.toHaveProperty('resource');
  expect(findings[1]!.message).toBe(`Expected analyzer ${analyzers[0]!.id} to end, got TypeError: x is not iterable`);
  expect(code).toBe(2);
  expect((await run(folder, ['check', '.'])).code).toBe(2);
  failing.mockRestore();
});
