import { bounded, MOST_RELATED } from '../../../../lib/cli/check/bounded';
import type { Finding } from '../../../../lib/core/finding';

const resource = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', namespace: 'shop', name: 'edge' };
const related = (count: number): Finding['related'] => Array.from({ length: count }, () => ({ resource }));
const found: Finding = { rule: 'gateway/example', severity: 'error', authority: 'istiod', message: 'm', resource, path: [] };

test('the sides that are not written are counted', () => {
  expect(bounded({ ...found, related: related(MOST_RELATED + 3)! })).toMatchObject({ related: related(MOST_RELATED), moreRelated: 3 });
});

test('a finding with room for every side has no count', () => {
  expect(bounded({ ...found, related: related(MOST_RELATED)! })).toEqual({ ...found, related: related(MOST_RELATED) });
});

test('long edits are left out whole, and long texts are cut', () => {
  const edit = { path: ['spec'], op: 'set', value: 'x'.repeat(5_000) } as const;
  const short = bounded({ ...found, edits: [edit], message: 'm'.repeat(5_000) });
  expect(short.edits).toBeUndefined();
  expect(short.message.length).toBeLessThan(2_000);
});
