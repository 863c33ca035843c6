import { decideAccess, type AccessDecision } from '../../../lib/access/decide-access';
import type { AccessRequest } from '../../../lib/access/access-request';
import { Mesh, type MeshOfOptions } from '../../../lib/mesh/mesh';

// What the recorded cases lack: connections that are not HTTP, trial policies, external authorizers, other trust domains.

const service = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' },
  spec: { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80 }, { name: 'tcp', port: 90 }] },
};

function policy(spec: object, annotations: Readonly<Record<string, string>> = {}): object {
  return { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'p', namespace: 'shop', annotations }, spec };
}

function ask(policies: readonly object[], access: Partial<AccessRequest> = {}, options: MeshOfOptions = {}): AccessDecision {
  const view = Mesh.of([service, ...policies], options).proxy({ namespace: 'shop', labels: { app: 'cart' } });
  return decideAccess(view, { port: 80, sourceIp: '10.0.0.1', from: 'spiffe://cluster.local/ns/web/sa/front', ...access });
}

const request = { method: 'GET', path: '/a', authority: 'cart', scheme: 'http', headers: [] } as const;
const tcp = { port: 90 };

test('of a connection that is not HTTP, a rule about requests allows nothing, and denies without its conditions about requests', () => {
  const rules = [{ to: [{ operation: { methods: ['POST'], ports: ['90'] } }] }];
  expect(ask([policy({ action: 'ALLOW', rules })], tcp)).toEqual({ is: 'refused', why: 'no rule allows it' });
  expect(ask([policy({ action: 'DENY', rules })], tcp)).toMatchObject({ is: 'refused', why: 'a rule denies it', by: { rule: 0 } });
  expect(ask([policy({ action: 'DENY', rules: [{ to: [{ operation: { methods: ['POST'], ports: ['91'] } }] }] })], tcp)).toEqual({ is: 'allowed' });
});

test('a policy on trial refuses nothing', () => {
  const deny = { action: 'DENY', rules: [{}] };
  expect(ask([policy(deny)], { request })).toMatchObject({ is: 'refused', by: { rule: 0 } });
  expect(ask([policy(deny, { 'istio.io/dry-run': 'true' })], { request })).toEqual({ is: 'allowed' });
});

test('an external authorizer is not known', () => {
  const custom = policy({ action: 'CUSTOM', provider: { name: 'authz' }, rules: [{ to: [{ operation: { paths: ['/a'] } }] }] });
  expect(ask([custom], { request })).toEqual({ is: 'unknown', because: 'AuthorizationPolicy p delegates to an external authorizer' });
  expect(ask([custom], { request: { ...request, path: '/b' } })).toEqual({ is: 'allowed' });
});

test('a principal of the mesh means that of its other trust domains', () => {
  const allow = policy({ rules: [{ from: [{ source: { principals: ['cluster.local/ns/web/sa/front'] } }] }] });
  const from = 'spiffe://old.domain/ns/web/sa/front';
  expect(ask([allow], { request, from })).toMatchObject({ is: 'refused' });
  expect(ask([allow], { request, from }, { meshConfig: { trustDomainAliases: ['old.domain'] } })).toMatchObject({ is: 'allowed', by: { rule: 0 } });
});
