import { fieldNames } from '../../../lib/core/field-names';
import type { Resource, Rule } from '../../../lib/core/rule';
import { canBreak, checkResource } from '../../../lib/kinds/check-resource';
import { kindOf } from '../../../lib/kinds';
import { readCases } from '../../conformance/run';

test('the names of fields are found at any depth', () => {
  expect([...fieldNames({ a: [{ b: { c: null } }, 'd', [[{ e: 1 }]]], f: undefined })].sort()).toEqual(['a', 'b', 'c', 'e', 'f']);
  expect([...fieldNames([])]).toEqual([]);
  const cycle: Record<string, unknown> = { a: 1 };
  cycle.b = [cycle, { c: cycle }];
  expect([...fieldNames(cycle)].sort()).toEqual(['a', 'b', 'c']);
});

test('a rule that is about some fields finds nothing in a spec without them', () => {
  let skipped = 0;
  const found: unknown[] = [];
  for (const { doc } of readCases('test/conformance/cases')) {
    const { sound } = checkResource(doc, '1.31');
    if (sound === undefined) continue;
    const names = fieldNames(sound.spec);
    const rules: readonly Rule<never>[] = kindOf(sound.apiVersion, sound.kind)!.load().rules;
    for (const rule of rules) {
      if (canBreak(rule, names)) continue;
      skipped++;
      rule.check(sound as Resource<never>, (at, { message }) => found.push([rule.id, at, message]), { release: '1.31' });
    }
  }
  expect(found).toEqual([]);
  expect(skipped).toBeGreaterThan(40_000);
});
