import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'cdk8s-istio';
import { ownedGateways } from '../lib';

const gateway = (labels: Record<string, string>): object => ({
  apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra', labels },
  spec: { servers: [{ hosts: ['shop.example.com'], port: { number: 80, name: 'http', protocol: 'HTTP' } }] },
});

test('a Gateway without an owner is a finding', () => {
  const rules = (labels: Record<string, string>): string[] => (
    check([gateway(labels)], { analyzers: [ownedGateways] }).map(({ rule }) => rule)
  );
  assert.deepEqual(rules({}), ['standard-service/owned-gateways']);
  assert.deepEqual(rules({ owner: 'edge-team' }), []);
});
