import { exportToProblems } from '../../../values/export-to';
import { isJwtClaim } from '../../../values/header';
import { appliesToMesh, isDelegate, rulesOf, TO_A, withRoute } from './rule-rows';

/** What the parts of a VirtualService mean together. */
export const topLevel = rulesOf([
  {
    name: 'delegate-http-only',
    summary: 'Expected only HTTP routes in a delegate',
    why: 'istiod refuses the resource: a VirtualService without hosts is for others to refer to, and only HTTP routes can.',
    fix: 'add hosts, or remove gateways, tls and tcp',
    source: 'VS-TOP-001, VS-TOP-002, VS-TOP-003; validation.go ValidateVirtualService',
    good: [`spec: {http: [{${TO_A}}]}`],
    bad: [[`spec: {gateways: [edge], http: [{${TO_A}}]}`, 'spec.gateways'], [`spec: {http: [{${TO_A}}], tcp: [{${TO_A}}]}`, 'spec.tcp']],
    check(spec, report) {
      if (!isDelegate(spec)) return;
      for (const field of ['gateways', 'tls', 'tcp'] as const) {
        if ((spec[field] ?? []).length > 0) report(['spec', field], { message: `Expected no ${field} in a VirtualService without hosts, got some` });
      }
    },
  },
  {
    name: 'routes-missing',
    summary: 'Expected routes for HTTP, TLS or TCP',
    fix: 'add http, tls or tcp',
    source: 'VS-TOP-010; validation.go ValidateVirtualService',
    good: [withRoute(TO_A)],
    bad: [['spec: {hosts: [a.com]}', 'spec'], ['spec: {hosts: [a.com], http: []}', 'spec']],
    check({ http = [], tls = [], tcp = [] }, report) {
      if (http.length + tls.length + tcp.length === 0) report(['spec'], { message: 'Expected http, tls or tcp, got no routes' });
    },
  },
  {
    name: 'claims-at-gateways-only',
    summary: 'Expected matches on claims of a token at gateways only',
    why: 'istiod refuses the resource: sidecars do not look at tokens before they route.',
    fix: 'bind the routes to gateways alone, or match a header that a gateway sets from the claim',
    source: 'VS-TOP-006; validation.go validateJWTClaimRoute',
    good: [`spec: {hosts: [a.com], gateways: [edge], http: [{match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${TO_A}}]}`],
    bad: [[withRoute(`match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${TO_A}`), 'spec.http[0].match[0].headers["@request.auth.claims.group"]']],
    check(spec, report) {
      if (!appliesToMesh(spec)) return;
      spec.http?.forEach(({ match = [] }, i) => match.forEach((one, m) => {
        for (const field of ['headers', 'withoutHeaders'] as const) {
          for (const key of Object.keys(one[field] ?? {})) {
            if (!isJwtClaim(key)) continue;
            report(['spec', 'http', i, 'match', m, field, key], { message: 'Expected a match on a claim at gateways only, got one for sidecars' });
          }
        }
      }));
    },
  },
  {
    name: 'export-to',
    summary: 'Expected namespaces, each once, or "." or "*" alone',
    fix: 'list namespaces, write ["."] for the own one, or leave exportTo out for all',
    source: 'VS-TOP-011, G-EXPORT; validation.go validateExportTo',
    good: [`spec: {hosts: [a.com], exportTo: [".", shop], http: [{${TO_A}}]}`],
    bad: [[`spec: {hosts: [a.com], exportTo: ["~"], http: [{${TO_A}}]}`, 'spec.exportTo[0]']],
    check({ exportTo = [] }, report, { namespace }) {
      for (const { index, reason } of exportToProblems(exportTo, namespace === undefined ? {} : { namespace })) {
        report(['spec', 'exportTo', ...(index === undefined ? [] : [index])], { message: `Expected namespaces that see the routes, got a list in which ${reason}` });
      }
    },
  },
]);
