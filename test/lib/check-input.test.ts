import { check } from 'cdk8s-istio';
import { untyped } from '../support/chart';

// Wrong use of check() is an error in words; no finding never means that nothing was looked at.

const resource = { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'a' }, spec: { egress: [{ hosts: ['./*'] }] } };

test.each<[string, unknown, string]>([
  ['a resource', resource, 'Expected a list of resources, got an object with apiVersion, kind, metadata, spec; write check([resource])'],
  ['nothing', undefined, 'Expected a list of resources, got undefined; write check([resource])'],
  ['text', 'kind: Sidecar', 'Expected a list of resources, got "kind: Sidecar"; write check([resource])'],
])('%s instead of a list', (_, given, message) => {
  expect(() => check(untyped(given))).toThrow(new TypeError(message));
});

test.each<[unknown, string]>([
  [{ relase: '1.30' }, 'Expected "release", "scope", "severities", "acknowledge", "world", "context", "meshConfig" or "analyzers", got "relase" as an option; write "release"'],
  [{ world: 'shut' }, 'Expected world "open" or "closed", got "shut"'],
  [{ context: {} }, 'Expected a list of resources in "context", got {}'],
  [{ toString: 1 }, 'Expected "release", "scope", "severities", "acknowledge", "world", "context", "meshConfig" or "analyzers", got "toString" as an option'],
  [null, 'Expected an object with options, got null'],
  ['1.30', 'Expected an object with options, got "1.30"'],
])('options %j', (options, message) => {
  expect(() => check([resource], untyped(options))).toThrow(new RangeError(message));
});

test.each<[string, unknown, string, string]>([
  ['a list', [resource], 'input/not-a-resource', 'Expected a Kubernetes object, got a list of 1'],
  ['text', 'kind: Sidecar', 'input/not-a-resource', 'Expected a Kubernetes object, got "kind: Sidecar"'],
  ['a number', 1, 'input/not-a-resource', 'Expected a Kubernetes object, got 1'],
  ['an object without a kind', { metadata: resource.metadata, spec: resource.spec }, 'file/not-a-resource',
    'Expected apiVersion and kind as text beside metadata, got an object without them'],
])('%s among resources is an error at its place', (_, given, rule, message) => {
  const [found, ...others] = check([resource, untyped(given)]);
  expect(found).toMatchObject({ rule, severity: 'error', path: [1], message });
  expect(found).not.toHaveProperty('resource');
  expect(others).toEqual([]);
});

test('an empty document is none', () => {
  expect(check([null, undefined, resource])).toEqual([]);
});
