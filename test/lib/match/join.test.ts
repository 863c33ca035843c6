import * as fc from 'fast-check';
import { areExclusive, joinMatch, joinMatches, Unjoinable } from '../../../lib/match/join';
import type { RequestMatch } from '../../../lib/match/request-match';
import { areMatchesWithin } from '../../../lib/match/within';
import { anyHolds, holds, type Request, withPath } from './request';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

const inWords = (joined: ReturnType<typeof joinMatch>): unknown => (joined instanceof Unjoinable ? `not joinable: ${joined.subject}` : joined);

const rows: readonly (readonly [one: RequestMatch, two: RequestMatch, joined: unknown])[] = [
  [{}, { path: { exact: '/a' } }, { path: { exact: '/a' } }],
  [{ 'method': { exact: 'GET' } }, { 'header a': { exact: '1' } }, { 'method': { exact: 'GET' }, 'header a': { exact: '1' } }],
  [{ path: { prefix: '/a' } }, { path: { prefix: '/a/b' } }, { path: { prefix: '/a/b' } }],
  [{ path: { prefix: '/a/' } }, { path: { exact: '/a/b' } }, { path: { exact: '/a/b' } }],
  [{ path: { prefix: '/a' } }, { path: { prefix: '/b' } }, 'never'],
  [{ path: { exact: '/a' } }, { path: { exact: '/b' } }, 'never'],
  [{ method: { exact: 'GET' } }, { method: { regex: 'GET|HEAD' } }, { method: { exact: 'GET' } }],
  [{ method: { exact: 'POST' } }, { method: { regex: 'GET|HEAD' } }, 'never'],
  [{ path: { prefix: '/a' } }, { path: { regex: '/a.*' } }, 'not joinable: path'],
  [{ path: { regex: 'a' } }, { path: { regex: 'b' } }, 'not joinable: path'],
  [{ path: { regex: 'a' } }, { path: { regex: 'a' } }, { path: { regex: 'a' } }],
  [{ 'header a': { present: true } }, { 'header a': { prefix: 'x' } }, { 'header a': { prefix: 'x' } }],
  [{ 'header a': { exact: 'x' } }, { 'no header a': { present: true } }, 'never'],
  [{ 'header a': { exact: 'x' } }, { 'no header a': { exact: 'y' } }, { 'header a': { exact: 'x' }, 'no header a': { exact: 'y' } }],
  [{ 'no header a': { exact: 'x' } }, { 'no header a': { exact: 'y' } }, 'not joinable: no header a'],
  [{ path: { prefix: '/A', anyCase: true } }, { path: { prefix: '/a/b' } }, { path: { prefix: '/a/b' } }],
  [{ path: { exact: '/A', anyCase: true } }, { path: { prefix: '/a' } }, 'not joinable: path'],
  [{ 'cookie a': { exact: '1' } }, { 'cookie b': { present: true } }, { 'cookie a': { exact: '1' }, 'cookie b': { present: true } }],
  [{ 'cookie a': { exact: '1' } }, { 'cookie a': { present: true } }, { 'cookie a': { exact: '1' } }],
  [{ 'cookie a': { exact: '1' } }, { 'cookie a': { exact: '2' } }, 'never'],
  [{ 'cookie a': { exact: '1' } }, { 'no header cookie': { present: true } }, 'never'],
  [{ 'cookie a': { exact: '1' } }, { 'header cookie': { regex: '.*b=.*' } }, 'not joinable: header cookie'],
  [
    { 'cookie a': { exact: '1' }, 'cookie b': { exact: '1' } }, { 'cookie c': { exact: '1' }, 'cookie d': { exact: '1' } },
    'not joinable: header cookie',
  ],
  [{ 'client namespace': { exact: 'a' } }, { 'client namespace': { exact: 'b' } }, 'never'],
];

test.each(rows)('%j and %j is %j', (one, two, joined) => {
  expect(inWords(joinMatch(one, two))).toEqual(joined);
  expect(inWords(joinMatch(two, one))).toEqual(joined);
});

const word = fc.constantFrom('/', '/a', '/a/', '/a/b', '/A', '/b', 'GET', 'HEAD');
const textTest = fc.oneof(
  word.map((exact) => ({ exact })), word.map((prefix) => ({ prefix })), word.map((exact) => ({ exact, anyCase: true as const })),
  word.map((prefix) => ({ prefix, anyCase: true as const })), fc.constantFrom('GET|HEAD', '/a.*', '.*').map((regex) => ({ regex })),
  fc.constant({ present: true as const }),
);
const match: fc.Arbitrary<RequestMatch> = fc.dictionary(fc.constantFrom('path', 'method', 'header a', 'no header a', 'query q'), textTest, { maxKeys: 3 })
  .map((tests) => ({ ...tests }) as RequestMatch);
const request: fc.Arbitrary<Request> = fc.dictionary(fc.constantFrom('path', 'method', 'header a', 'query q'), word).map(withPath);

test('what is joined holds exactly where both do', () => {
  fc.assert(fc.property(match, match, fc.array(request, { minLength: 20, maxLength: 20 }), (one, two, requests) => {
    const joined = joinMatch(one, two);
    if (joined instanceof Unjoinable) return;
    for (const each of requests) {
      expect(joined === 'never' ? false : holds(joined, each)).toBe(holds(one, each) && holds(two, each));
    }
  }), { numRuns: 2000 });
});

test('alternatives are joined with alternatives', () => {
  fc.assert(fc.property(fc.array(match, { maxLength: 2 }), fc.array(match, { maxLength: 2 }), request, (one, two, each) => {
    const { matches, problem } = joinMatches(one, two);
    if (problem || (matches.length === 0 && one.length > 0 && two.length > 0)) return;
    expect(anyHolds(matches, each)).toBe(anyHolds(one, each) && anyHolds(two, each));
  }), { numRuns: 2000 });
});

test('the root is above every path', () => {
  expect(areMatchesWithin([], [{ path: { prefix: '/' } }])).toBe(true);
  expect(areMatchesWithin([], [{ path: { prefix: '/' }, method: { exact: 'GET' } }])).toBe(false);
});

test('exclusive alternatives share no request', () => {
  expect(areExclusive([{ path: { exact: '/a' } }], [{ path: { exact: '/b' } }, { path: { prefix: '/b' } }])).toBe(true);
  expect(areExclusive([], [])).toBe(false);
  expect(areExclusive([{ path: { regex: '/a.*' } }], [{ path: { prefix: '/b' } }])).toBe(false);
  fc.assert(fc.property(fc.array(match, { maxLength: 2 }), fc.array(match, { maxLength: 2 }), request, (one, two, each) => {
    if (areExclusive(one, two)) expect(anyHolds(one, each) && anyHolds(two, each)).toBe(false);
  }), { numRuns: 2000 });
});

test('a narrow list of matches holds nowhere else', () => {
  fc.assert(fc.property(fc.array(match, { maxLength: 2 }), fc.array(match, { maxLength: 2 }), request, (wide, narrow, each) => {
    if (areMatchesWithin(narrow, wide) && anyHolds(narrow, each)) expect(anyHolds(wide, each)).toBe(true);
  }), { numRuns: 5000 });
});
