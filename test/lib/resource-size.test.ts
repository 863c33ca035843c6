import { ApiObject, App, Chart } from 'cdk8s';
import { check, ConfigError, DestinationRule, type Finding } from 'cdk8s-istio';
import * as fc from 'fast-check';
import { jsonBytes, mayBeLonger } from '../../lib/core/json-bytes';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** A VirtualService that takes so many bytes as JSON. */
function resource(bytes: number, annotations?: Readonly<Record<string, string>>, more = ''): object {
  const made = (text: string): object => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'big', namespace: 'shop', ...(annotations ? { annotations } : {}) },
    spec: { hosts: ['a.shop.svc.cluster.local'], http: ['/a', '/b'].map((exact, i) => ({
      match: [{ uri: { exact } }],
      directResponse: { status: 200, body: { string: i === 0 ? text.slice(0, bytes / 2) : text.slice(bytes / 2) } },
    })) },
  });
  return made(`${more}${'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(made(more))))}`);
}

const ofSize = (findings: readonly Finding[]): string[] => findings.filter(({ rule }) => rule.startsWith('resource/')).map(({ rule, severity }) => `${severity} ${rule}`);

/** What the API server counts of a resource that `kubectl apply` sends: the names and texts of its annotations. */
function annotationBytes(value: object): number {
  const { metadata, ...rest } = value as { metadata: { annotations?: Readonly<Record<string, string>> } };
  const copy = `${JSON.stringify({ ...rest, metadata: { ...metadata, annotations: metadata.annotations ?? {} } }).replace(/[<>&]/g, () => '\\u003c')}\n`;
  const annotations = Object.entries({ ...metadata.annotations, [ANNOTATION]: copy });
  return annotations.reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
}

test.each<readonly [what: string, bytes: number, annotations: Readonly<Record<string, string>> | undefined, more: string]>([
  ['no annotations', 262_000, undefined, ''],
  ['annotations of its own', 250_000, { 'example.com/note': 'ü'.repeat(5000) }, ''],
  ['characters that kubectl escapes', 200_000, undefined, '<&>'.repeat(3000)],
])('a resource with %s is refused from the byte on with which the API server refuses it', (_, bytes, annotations, more) => {
  const limit = bytes + 262_144 - annotationBytes(resource(bytes, annotations, more));
  expect(annotationBytes(resource(limit, annotations, more))).toBe(262_144);
  expect(ofSize(check([resource(limit, annotations, more)]))).toEqual(['warning resource/large']);
  expect(ofSize(check([resource(limit + 1, annotations, more)]))).toEqual(['error resource/too-large-to-apply']);
});

test.each<readonly [bytes: number, found: readonly string[]]>([
  [200_000, []],
  [200_001, ['warning resource/large']],
  [1_572_864, ['error resource/too-large-to-apply']],
  [1_572_865, ['error resource/too-large-to-store']],
])('a resource of %d bytes', (bytes, found) => {
  expect(ofSize(check([resource(bytes)]))).toEqual(found);
  expect(ofSize(check([resource(bytes)], { scope: 'admission' }))).toEqual(found);
});

test('a synth measures what it writes, whoever made it', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'plain', resource(262_144) as never);
  new DestinationRule(chart, 'typed', { host: 'a', subsets: Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`v${i}`, { labels: { version: `v${i}` } }])) });
  let thrown: unknown;
  try {
    app.synthYaml();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ConfigError);
  const { findings } = thrown as ConfigError;
  expect(findings.filter(({ rule }) => rule.startsWith('resource/')).map(({ rule, construct }) => [rule, construct])).toEqual([
    ['resource/too-large-to-apply', 'shop/plain'], ['resource/too-large-to-apply', 'shop/typed'],
  ]);
});

const json = fc.jsonValue({ maxDepth: 6 });

test('bytes are those of JSON.stringify, apart from what Go escapes, and the guess is never less', () => {
  fc.assert(fc.property(json, (value) => {
    const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, '\\u0000');
    expect(jsonBytes(value, Infinity)).toBe(Buffer.byteLength(text));
    expect(mayBeLonger(value, Buffer.byteLength(text) - 1)).toBe(true);
  }), { numRuns: 2000 });
});

test('what is shared or circular is counted no further than asked', () => {
  const circle: unknown[] = [];
  circle.push(circle, circle);
  let shared: object = { text: 'abc' };
  for (let i = 0; i < 60; i++) shared = { a: shared, b: shared };
  for (const value of [circle, shared]) expect(jsonBytes(value, 10_000)).toBeGreaterThan(10_000);
});
