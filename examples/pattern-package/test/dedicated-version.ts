import assert from 'node:assert/strict';
import { test } from 'node:test';
import { App, Chart, Testing } from 'cdk8s';
import { Canary, check, ConfigError, MeshService } from 'cdk8s-istio';
import { DedicatedVersion } from '../lib';

interface Written {
  readonly kind: string;
  readonly spec: { readonly subsets: unknown; readonly http: unknown };
}

function orders(): { chart: Chart; service: MeshService<'http', 'v1' | 'v2'> } {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'orders', {
    ports: { http: { number: 8080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  return { chart, service };
}

test('requests of the tenants reach their version at any weight, with its limit', () => {
  const { chart, service } = orders();
  new DedicatedVersion(chart, 'large-tenants', { service, version: 'v2', tenants: ['acme', 'globex'], maxRequests: 100 });
  new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 5 });
  const resources = Testing.synth(chart) as Written[];
  assert.deepEqual(check(resources), []);
  const [rule, routes] = resources;
  const to = { host: 'orders.shop.svc.cluster.local', port: { number: 8080 } };
  assert.deepEqual(rule!.spec.subsets, [
    { name: 'v1', labels: { version: 'v1' } },
    { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { connectionPool: { http: { http2MaxRequests: 100 } } } },
  ]);
  assert.deepEqual(routes!.spec.http, [
    {
      name: 'large-tenants',
      match: [{ headers: { 'x-tenant': { exact: 'acme' } }, port: 8080 }, { headers: { 'x-tenant': { exact: 'globex' } }, port: 8080 }],
      route: [{ destination: { ...to, subset: 'v2' } }],
      headers: { response: { set: { 'x-served-by': 'v2' } } },
    },
    {
      name: 'default',
      match: [{ port: 8080 }],
      route: [{ destination: { ...to, subset: 'v1' }, weight: 95 }, { destination: { ...to, subset: 'v2' }, weight: 5 }],
    },
  ]);
});

test('what is wrong is refused in the name of the pattern', () => {
  const { chart, service } = orders();
  const refused = (id: string, props: object, message: RegExp): void => {
    assert.throws(() => new DedicatedVersion(chart, id, { service, version: 'v2', tenants: ['acme'], ...props }), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.findings[0]!.construct, `shop/${id}`);
      assert.match(error.message, message);
      return true;
    });
  };
  refused('no-tenants', { tenants: [] }, /Expected at least one tenant/);
  refused('no-requests', { maxRequests: 0 }, /Expected a whole number of at least 1, got 0/);
  refused('no-version', { version: 'v3' }, /Expected "v1" or "v2", got "v3"/);
  refused('unknown-option', { maxRequest: 5 }, /Expected .*"maxRequests", got "maxRequest"/);
  // @ts-expect-error there is no such version
  assert.throws(() => new DedicatedVersion(chart, 'v3', { service, version: 'v3', tenants: ['acme'] }), ConfigError);
});

test('two constructs that decide where a tenant goes are named both', () => {
  const { chart, service } = orders();
  new DedicatedVersion(chart, 'one', { service, version: 'v1', tenants: ['acme'] });
  new DedicatedVersion(chart, 'two', { service, version: 'v2', tenants: ['acme'] });
  assert.throws(() => Testing.synth(chart) && App.of(chart).synthYaml(), /"shop\/one" and "shop\/two"/);
});
