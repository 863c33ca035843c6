import { renderResource } from '../../core/finding';
import type { Mesh } from '../../mesh/mesh';
import { type MeshEntry, namespaceOf } from '../../mesh/mesh-entry';
import type { Workload } from '../../mesh/workloads';
import type { Analyzer } from '../analyzer';
import { deployment, mutualTls, policy } from '../access-yaml';
import { actionOf, has, type PolicyRule, rulesOf } from '../policy-rules';

const DENY_WEB = '{from: [{source: {principals: [cluster.local/ns/web/sa/web]}}]}';

/** A policy stops peers by their identity where peers without one are let in. */
export const identityInTheClear: Analyzer = {
  id: 'access/identity-in-the-clear',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected mutual TLS where a policy stops peers by their identity',
  why: 'A connection in the clear has no identity. A DENY rule for an identity or a namespace does not match it, and a rule for all but some identities does: whoever is to '
    + 'be stopped calls the pod without TLS.',
  fix: 'add a PeerAuthentication with mode STRICT for the workload, or allow the identities that are wanted instead',
  source: ['test/traffic/recorded/identities-in-the-clear.yaml', 'https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls'],
  aliases: ['KIA0105'],
  reads: ['AuthorizationPolicy', 'PeerAuthentication'],
  check(mesh, report) {
    const authentications = mesh.all('PeerAuthentication');
    for (const entry of mesh.all('AuthorizationPolicy')) {
      const action = actionOf(entry);
      const path = rulesOf(entry).map((rule) => stopsByIdentity(rule, action)).find((each) => each !== undefined);
      if (!path) continue;
      const open = openWorkload(mesh, entry);
      const mode = open ? mesh.mutualTlsOf(open, 0) : mesh.mutualTlsIn(namespaceOf(entry));
      if (mode === 'STRICT') continue;
      // Without any PeerAuthentication in sight that of the mesh may just not be given.
      const cause = authentications.find((each) => [namespaceOf(entry), mesh.settings.rootNamespace].includes(namespaceOf(each)));
      if (!cause && mesh.world !== 'closed') continue;
      report({ on: entry, path }, {
        message: `Expected mutual TLS alone${open ? ` at ${renderResource(open.entry.id)}` : ''}, got mode ${mode ?? 'PERMISSIVE'}${cause ? '' : ', the default'}: who calls in the clear `
          + 'has no identity, so the rule does not stop it',
        ...(cause ? { related: [{ on: cause, path: ['spec'] }] } : {}),
      });
    }
  },
  good: [
    deployment + mutualTls('STRICT') + policy('DENY', DENY_WEB),
    deployment + mutualTls('STRICT', 'istio-system') + policy('DENY', DENY_WEB),
    deployment + mutualTls('PERMISSIVE') + policy('ALLOW', DENY_WEB),
    deployment + mutualTls('PERMISSIVE') + policy('DENY', '{to: [{operation: {methods: [DELETE], ports: ["8080"]}}]}'),
  ],
  bad: [
    { yaml: deployment + mutualTls('PERMISSIVE') + policy('DENY', DENY_WEB), at: [2, 'spec.rules[0].from[0].source.principals'] },
    { yaml: deployment + mutualTls('DISABLE') + policy('ALLOW', '{from: [{source: {notNamespaces: [web]}}]}'), at: [2, 'spec.rules[0].from[0].source.notNamespaces'] },
  ],
};

const IDENTITIES = ['principals', 'namespaces', 'serviceAccounts', 'trustDomains'];

/** Where a rule relies on an identity that a peer in the clear lacks: a DENY for some, an ALLOW for all but some. */
function stopsByIdentity({ sources, conditions }: PolicyRule, action: string): readonly (string | number)[] | undefined {
  const fields = action === 'DENY' ? IDENTITIES : action === 'ALLOW' ? IDENTITIES.map((each) => `not${each[0]!.toUpperCase()}${each.slice(1)}`) : [];
  for (const { of, path } of sources) {
    // Beside an identity that has to be there, all but some is no way in.
    if (action === 'ALLOW' && has(of, ...IDENTITIES)) continue;
    const field = fields.find((each) => has(of, each));
    if (field !== undefined) return [...path, field];
  }
  const condition = conditions.find(({ key, values, notValues }) => (
    (key === 'source.principal' || key === 'source.namespace') && (action === 'DENY' ? values.length > 0 : action === 'ALLOW' && values.length === 0 && notValues.length > 0)
  ));
  return condition?.path;
}

/** A workload under a policy that takes connections in the clear. */
function openWorkload(mesh: Mesh, entry: MeshEntry): Workload | undefined {
  const workloads = mesh.workloadsUnder(entry) ?? [];
  return workloads.find((each) => mesh.mutualTlsOf(each, 0) !== 'STRICT') ?? workloads[0];
}
