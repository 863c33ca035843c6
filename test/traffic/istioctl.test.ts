import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Analysis, analyzed, digestOf } from './istioctl';

// `istioctl analyze` was asked about everything that the patterns write in the cases of this folder. What it says against them is listed
// here with the reason; a message that no reason covers is a fault of the pattern.

const recorded = parse(readFileSync(join(__dirname, 'istioctl.yaml'), 'utf8')) as readonly Analysis[];

const inputs = analyzed();

interface Rule {
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: object;
}

/** A case with a DestinationRule that no pattern wrote. */
const BY_HAND = 'tls-origination-by-hand';

/** Messages that are no fault of a pattern, by what they have in common. */
const EXPLAINED: Readonly<Record<string, RegExp>> = {
  'a case has no Namespace objects': /^IST0101 .*: Referenced namespace not found/,
  'a case has no Secrets': /^IST0101 Gateway .*: Referenced credentialName not found/,
  'a case without pods of that workload': /^IST0101 (Sidecar|Gateway) .*: Referenced selector not found/,
  'a case without pods of the gateway': /^IST0127 AuthorizationPolicy /,
  'a case whose pods have no labels': /^IST0173 DestinationRule shop\/reviews: /,
  'istioctl looks for the port among those of pods, and Istio among those of the Service': /^IST0162 Gateway /,
  'istioctl takes the four names of one host, which clients ask for by SNI, for two hosts':
    /^IST0109 VirtualService (\S+): The VirtualServices (\S+),\2 associated with mesh gateway/,
  'authorities of a Secret or ConfigMap, beside which caCertificates may not be written': /^IST0129 DestinationRule .*(MUTUAL|SIMPLE) but no caCertificates/,
  'the Sidecar of the root namespace imports that namespace for all others':
    /^IST0133 Sidecar istio-system\/default: Schema validation warning: duplicated egress host/,
};

// A case that was added since counts from the next time that istioctl is asked.
test('the recorded analyses are of what the constructs write', () => {
  const digests = new Map(inputs.map((input) => [input.id, digestOf(input)]));
  expect(recorded.map(({ name, input }) => [name, input])).toEqual(recorded.map(({ name }) => [name, digests.get(name)]));
});

test('istioctl says nothing against what patterns write, but for what is explained', () => {
  const all = recorded.flatMap(({ name, messages }) => messages.map((message) => `${name}: ${message}`));
  expect(recorded.length).toBeGreaterThan(60);
  const messageIn = (line: string): string => line.slice(line.indexOf(': ') + 2);
  expect(all.filter((line) => !Object.values(EXPLAINED).some((reason) => reason.test(messageIn(line))))).toEqual([]);
  expect(Object.keys(EXPLAINED).filter((reason) => !all.some((line) => EXPLAINED[reason]!.test(messageIn(line))))).toEqual([]);
});

test('authorities are missing only where a Secret or a ConfigMap has them', () => {
  const worlds = new Map(inputs.map(({ id, docs }) => [id, docs as Rule[]]));
  const warned = recorded.filter(({ name }) => name !== BY_HAND).flatMap(({ name, messages }) => messages.flatMap((message) => {
    const [, namespace, rule] = /^IST0129 DestinationRule ([^/]+)\/(\S+): /.exec(message) ?? [];
    if (rule === undefined) return [];
    return worlds.get(name)!.filter(({ kind, metadata }) => kind === 'DestinationRule' && metadata.namespace === namespace && metadata.name === rule);
  }));
  expect(warned.length).toBeGreaterThan(0);
  expect(warned.filter(({ spec }) => !JSON.stringify(spec).includes('"credentialName"'))).toEqual([]);
});

test('no route is behind another one that takes all its requests', () => {
  const messages = recorded.flatMap((analysis) => analysis.messages);
  expect(messages.filter((message) => /^IST01(30|31) /.test(message))).toEqual([]);
});
