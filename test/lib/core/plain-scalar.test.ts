import { plainScalar } from '../../../lib/core/plain-scalar';

// What sigs.k8s.io/yaml 1.6.0, with which kubectl, helm and kustomize read, answered to each word.
test.each<[unknown, string]>([
  [true, 'y Y yes Yes YES true True TRUE on On ON'],
  [false, 'n N no No NO false False FALSE off Off OFF'],
  [null, '~ null Null NULL'],
  [511, '0777 0o777 0777_'],
  [8, '08'],
  [31, '0x1F +0x1F 0X1f'],
  [3, '0b11 0B11'],
  [-3, '-0b11 -3'],
  [5, '5 +5 5. 0_5'],
  [1000, '1_000 1e3 1E3 1e+3'],
  [0.5, '.5 +.5 0.5 .5_0 0.5_0'],
  [-0.5, '-.5'],
  [0, '0 00 -0'],
  [18446744073709551615, '18446744073709551615'],
  [NaN, '.nan .NaN .NAN'],
  [Infinity, '.inf .Inf +.INF'],
  [-Infinity, '-.inf'],
])('%p is %s', (value, words) => {
  expect(words.split(' ').filter((word) => !Object.is(plainScalar(word), value) && plainScalar(word) !== value)).toEqual([]);
});

test('nothing at all is null', () => {
  expect(plainScalar('')).toBe(null);
});

test.each([
  'yEs', 'oN', 'nULL', 'none', 'infinity', '0x', '0b', '0o8', '_1', '._5', '1e', '1e999', '.', '..', '-', '2020-01-01', '2001-12-14t21:59:43.10-05:00',
  '12:30:45', '1:20', '190:20:30', '0.1.2', '10.0.0.1', '10.0.0.0/8', '5s', '0x1p-2', '<<x', 'v1',
])('%s is text', (word) => {
  expect(plainScalar(word)).toBe(word);
});

test('a number of a million digits is answered at once', () => {
  const digits = '9'.repeat(1_000_000);
  expect(plainScalar(digits)).toBe(digits); // more than a number can be
});
