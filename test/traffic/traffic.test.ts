import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'cdk8s-istio';
import type { Ask } from './case';
import { allCases } from './cases';
import { broken, tolerance } from './promise';
import { recordingOf, resourcesOf } from './recording';

// Held to what the real istiod and Envoy said of exactly these resources.

const cases = allCases();

test('each case has a name of its own and a recording, and each recording a case', () => {
  const recorded = readdirSync(join(__dirname, 'recorded')).map((file) => file.replace(/\.yaml$/, '')).sort();
  expect(cases.map(({ name }) => name).sort()).toEqual(recorded);
});

describe.each(cases.map((one) => ({ ...one, one })))('$name: $promise', ({ one, name, asks = [], looks = [], unavoidable = {} }) => {
  const recording = recordingOf(name);
  const resources = resourcesOf(one);

  test('gives the resources that were asked about; if that is meant, run "npm run traffic"', () => {
    expect(resources).toEqual(recording.resources);
  });

  test('is accepted by the API server and by istiod without a warning', () => {
    const isKnown = (warning: string): boolean => Object.keys(unavoidable).some((known) => warning.includes(known));
    const warned = recording.admitted.flatMap(({ warnings = [] }) => warnings).filter((warning) => !isKnown(warning));
    expect(recording.admitted.filter(({ ok }) => !ok)).toEqual([]);
    expect(warned).toEqual([]);
    expect(recording.admitted.length).toBe(resources.filter((resource) => (resource as { apiVersion: string }).apiVersion.includes('istio.io/')).length);
    expect(check(resources).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  if (asks.length > 0) {
    test.each(asks.map((ask, i) => ({ ask, i, to: `${ask.host}${ask.path ?? '/'}` })))('request $i from $ask.from to $to', ({ ask, i }) => {
      expect(broken(ask, recording.answers![i]!)).toEqual([]);
    });
  }

  if (looks.length > 0) {
    test.each(looks.map((look, i) => ({ look, i, what: look.cluster ?? look.listener ?? look.routes })))('at $look.at: $what', ({ look, i }) => {
      expect(recording.facts![i]).toMatchObject(look.expect);
    });
  }
});

test('a promise that is not kept is found', () => {
  const ask = (expect: Ask['expect']): Ask => ({ from: 'client', port: 80, host: 'a', expect });
  const answer = { status: 200, clusters: { a: 0.85, b: 0.15 }, times: 1000, path: '/', headers: { x: '1' }, mirrors: { c: 0.5 } };
  expect(broken(ask({ to: { a: 0.85, b: 0.15 }, status: 200, path: '/', headers: { x: '1', y: null }, mirrors: { c: 0.5 } }), answer)).toEqual([]);
  expect(broken(ask({ to: { a: 0.9, b: 0.1 } }), answer)).toEqual(['to a: expected 0.9 of 1000, got 0.85', 'to b: expected 0.1 of 1000, got 0.15']);
  expect(broken(ask({ to: 'a' }), answer)).toEqual(['to a: expected 1 of 1000, got 0.85', 'to b: expected 0 of 1000, got 0.15']);
  expect(broken(ask({ status: 404, path: '/b', headers: { x: null }, mirrors: {} }), answer)).toEqual([
    'status: expected 404, got 200', 'path: expected /b, got /', 'mirrors c: expected 0 of 1000, got 0.5', 'header x: expected null, got 1',
  ]);
  expect(broken(ask({}), { error: 'no route configuration' })).toEqual(['no route configuration']);
  expect(tolerance(0.5, 10_000)).toBeCloseTo(0.02);
  expect(tolerance(1, 10)).toBe(0);
});
