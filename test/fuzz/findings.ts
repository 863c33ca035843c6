import { check, type Finding } from 'cdk8s-istio';
import { KNOWN_RULES } from '../../lib/core/known-rules.gen';
import { Broken } from './fuzzer';

/** How long a message may be: the text around, and the values that it repeats in short. */
const LONGEST_MESSAGE = 1_000;

/** What a terminal would obey, or show in another order. */
export const UNSHOWABLE = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;

/** Words that mean nothing outside of this code. What a message quotes is the user's. */
const BANNED = /\b(said|somebody|nobody|anybody|undefined is|\[object|NaN is)\b/;

/** The findings of resources, which are the same on each run and leave the input as it was. */
export function findingsOf(resources: readonly unknown[]): readonly Finding[] {
  const before = JSON.stringify(resources);
  const findings = check(resources);
  if (JSON.stringify(check(resources)) !== JSON.stringify(findings)) throw new Broken('two runs agree', 'they do not');
  if (JSON.stringify(resources) !== before) throw new Broken('the input stays as it was', 'it was changed');
  return findings;
}

/** Each finding names a rule that exists and a place that exists, in words that can be shown. */
export function expectFindings(findings: readonly Finding[], resources: readonly unknown[]): void {
  for (const { rule, message, fix = '', path, resource } of findings) {
    if (!Object.hasOwn(KNOWN_RULES, rule)) throw new Broken('every rule is known', rule);
    if (message.trim() === '') throw new Broken('every message has words', rule);
    for (const text of [message, fix]) {
      if (text.length > LONGEST_MESSAGE) throw new Broken('every message is short', `${rule} has ${text.length} characters`);
      if (UNSHOWABLE.test(text)) throw new Broken('every message can be shown', `${rule} ${JSON.stringify(text)}`);
      const banned = BANNED.exec(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
      if (banned) throw new Broken('messages are in plain words', `${rule} has ${JSON.stringify(banned[0])}: ${text}`);
    }
    if (resource && !resources.some((value) => resolves(value, path) || resolves(value, path.slice(0, -1)) || lacksSpec(value, path))) {
      throw new Broken('every path leads to a field or to where it is missing', `${rule} at ${JSON.stringify(path)}`);
    }
  }
}

/** True for a field of a spec that a kind lets be left out, and that is. */
function lacksSpec(resource: unknown, [first]: readonly (string | number)[]): boolean {
  return first === 'spec' && ((resource as { spec?: unknown }).spec ?? undefined) === undefined;
}

function resolves(root: unknown, path: readonly (string | number)[]): boolean {
  let value = root;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return true;
}
