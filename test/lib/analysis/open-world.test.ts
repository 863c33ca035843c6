import { check, checkReport, defineAnalyzer, type CheckOptions, type Severity } from 'cdk8s-istio';
import { documents } from '../../support/documents';

/** Reports each host of a DestinationRule that is not there. */
const missingHost = (severity: Severity): ReturnType<typeof defineAnalyzer> => defineAnalyzer({
  id: 'test/missing-host',
  severity,
  summary: 'A rule has a host',
  why: 'A rule without a host does nothing.',
  fix: 'write the host of a service',
  check(mesh, report) {
    for (const rule of mesh.all('DestinationRule')) {
      const missing = { kind: 'host', name: rule.resource.spec.host, namespace: rule.id.namespace ?? 'default' } as const;
      if (!mesh.absenceOf(missing)) continue;
      report({ on: rule, path: ['spec', 'host'] }, { message: `Expected the host of a service, got "${missing.name}"`, missing });
    }
  },
});

const rule = (host: string): string => `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: ${host}, namespace: shop}\nspec: {host: ${host}}`;
const REVIEWS = 'apiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: shop}\nspec: {ports: [{port: 80}]}';
const found = (yaml: string, options: CheckOptions = {}, severity: Severity = 'error'): unknown[] => {
  const findings = check(documents(yaml), { ...options, analyzers: [missingHost(severity)] });
  return findings.filter(({ rule: id }) => id === 'test/missing-host').map(({ severity: shown, message, fix }) => [shown, message, fix]);
};

test('what may exist elsewhere is no finding in an open world, and is one in a closed world', () => {
  expect(found(rule('ratings'))).toEqual([]);
  expect(found(rule('ratings'), { world: 'closed' })).toEqual([['error', 'Expected the host of a service, got "ratings"', 'write the host of a service']]);
});

test('what is likely to be missing is a finding, one severity lower, that says so', () => {
  const message = 'Expected the host of a service, got "ratings" (missing among the resources, which have Services of namespace "shop")';
  expect(found(`${REVIEWS}\n---\n${rule('ratings')}`)).toEqual([['warning', message, 'write the host of a service']]);
  expect(found(`${REVIEWS}\n---\n${rule('ratings')}`, {}, 'warning')).toEqual([['info', message, 'write the host of a service']]);
  expect(found(`${REVIEWS}\n---\n${rule('ratings')}`, {}, 'info')).toEqual([]);
});

test('the fix names what may have been meant, in both worlds', () => {
  for (const world of ['open', 'closed'] as const) {
    expect(found(`${REVIEWS}\n---\n${rule('reveiws')}`, { world })).toMatchObject([[expect.anything(), expect.anything(), 'write "reviews"']]);
  }
});

test('a finding about something missing disappears when the thing is added, as input or as context', () => {
  const yaml = `${REVIEWS.replaceAll('reviews', 'details')}\n---\n${rule('reviews')}`;
  for (const world of ['open', 'closed'] as const) {
    expect(found(yaml, { world })).toHaveLength(1);
    expect(found(`${yaml}\n---\n${REVIEWS}`, { world })).toEqual([]);
    expect(found(yaml, { world, context: documents(REVIEWS) })).toEqual([]);
  }
});

test('context is never reported on, whatever is wrong in it', () => {
  const context = [...documents(rule('ratings')), ...documents(rule('a').replace('host: a', 'hots: a')), null, 7, { kind: 'x' }];
  expect(found(REVIEWS, { world: 'closed', context })).toEqual([]);
  expect(found(rule('ratings'), { world: 'closed', context: documents(rule('ratings')) })).toHaveLength(1);
});

test('hosts that are taken to exist are counted, each once', () => {
  const resources = documents([rule('ratings'), rule('details'), rule('details').replace('name: details', 'name: again')].join('\n---\n'));
  const assumed = (options: CheckOptions): unknown => checkReport(resources, { ...options, analyzers: [missingHost('error')] }).assumed;
  expect(assumed({})).toEqual({ hosts: 2 });
  expect(assumed({ context: documents(REVIEWS.replaceAll('reviews', 'ratings')) })).toEqual({ hosts: 0 });
  expect(assumed({ world: 'closed' })).toEqual({ hosts: 0 });
});
