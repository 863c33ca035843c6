import { isDelegate, ruleOf, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting fields: mirror and mirrors. */
export const mirrorOrMirrors = ruleOf({
  name: 'mirror-or-mirrors',
  summary: 'Conflicting fields: mirror and mirrors',
  fix: 'write all of them in mirrors',
  source: 'VS-HTTP-007; validation.go validateHTTPRouteConflict',
  good: [withRoute(`${TO_A}, mirrors: [{destination: {host: b.com}}]`)],
  bad: [[withRoute(`${TO_A}, mirror: {host: b.com}, mirrors: [{destination: {host: b.com}}]`), 'spec.http[0]']],
  check(spec, report) {
    spec.http?.forEach(({ delegate, mirror, mirrors = [] }, i) => {
      if (mirror === undefined || mirrors.length === 0 || (delegate !== undefined && !isDelegate(spec))) return;
      report(['spec', 'http', i], { message: 'Expected mirror or mirrors, got both' });
    });
  },
});
