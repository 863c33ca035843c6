import { choices, quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { isBase64 } from './base64';
import { firstObject } from './first-object';

/** What istiod makes of a text as a key set: the positions of the keys that are not public, or why it is no key set. */
export type KeySet =
  | { readonly notPublic: readonly number[]; readonly problem?: never }
  | { readonly problem: string; readonly notPublic?: never };

type Key = Readonly<Record<string, unknown>>;

/** What keys of a type must have; those that are bytes are base64. */
interface KeyType {
  readonly needs: readonly string[];
  readonly bytes: readonly string[];
}

const KEY_TYPES: Readonly<Record<string, KeyType>> = {
  RSA: { needs: ['e', 'n'], bytes: ['e', 'n'] },
  EC: { needs: ['crv', 'x', 'y'], bytes: ['x', 'y'] },
  OKP: { needs: ['crv', 'x'], bytes: ['x'] },
  oct: { needs: ['k'], bytes: ['k'] },
};

/** Members of private RSA keys beside `d` that are bytes. */
const RSA_SECRETS = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
/** The reader has a slip of the pen: it takes x58 for the member that is called x5u. */
const TEXTS = ['alg', 'kid', 'use', 'x5t', 'x5t#S256', 'x58'];

/** Reads a JSON Web Key Set, or a single key, as istiod does. Of members that stand twice the last counts. */
export function readKeySet(text: string): KeySet {
  const { object, problem } = firstObject(text);
  if (object === undefined) return { problem };
  const sole = !Object.hasOwn(object, 'keys');
  const keys = sole ? [object] : object.keys ?? [];
  if (!Array.isArray(keys)) return { problem: `"keys" is ${quote(keys)}, expected a list` };
  const notPublic: number[] = [];
  for (const [i, key] of keys.entries()) {
    const { isPublic, problem: ofKey } = readKey(key);
    if (ofKey !== undefined) return { problem: sole ? ofKey : `key ${i}: ${ofKey}` };
    if (!isPublic) notPublic.push(i);
  }
  return { notPublic };
}

type ReadKey = { readonly isPublic: boolean; readonly problem?: never } | { readonly problem: string; readonly isPublic?: never };

function readKey(key: unknown): ReadKey {
  if (key === null || typeof key !== 'object' || Array.isArray(key)) return { problem: `expected an object, got ${quote(key)}` };
  const members = key as Key;
  // Go finds the type, and whether there is a private part, in whatever case they are written.
  const kty = memberInAnyCase(members, 'kty');
  if (typeof kty !== 'string' || !Object.hasOwn(KEY_TYPES, kty)) {
    return { problem: kty === undefined ? '"kty" is missing' : `"kty" is ${quote(kty)}, expected ${choices(Object.keys(KEY_TYPES))}` };
  }
  if (Object.hasOwn(members, 'kty') && members.kty !== kty) return { problem: '"kty" stands twice' };
  const isPrivate = kty !== 'oct' && memberInAnyCase(members, 'd') !== undefined;
  const { needs, bytes } = KEY_TYPES[kty]!;
  const secrets = !isPrivate ? [] : kty === 'RSA' ? RSA_SECRETS : ['d'];
  const problem = [
    ...[...needs, ...(isPrivate ? ['d'] : [])].map((name) => (Object.hasOwn(members, name) ? undefined : `${quote(name)} is missing`)),
    ...[...bytes, ...secrets].map((name) => bytesProblem(members, name)),
    ...textProblems(members, kty),
  ].find((text) => text !== undefined);
  return problem === undefined ? { isPublic: kty !== 'oct' && !isPrivate } : { problem };
}

function memberInAnyCase(members: Key, name: string): unknown {
  return Object.entries(members).filter(([key]) => key.toLowerCase() === name).pop()?.[1];
}

/** Null is as good as empty text. */
function member(members: Key, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] ?? '' : '';
}

function bytesProblem(members: Key, name: string): string | undefined {
  const value = member(members, name);
  if (typeof value === 'string' && isBase64(value)) return undefined;
  return `${quote(name)} is ${typeof value === 'string' ? 'not base64' : `${quote(value)}, expected base64`}`;
}

function textProblems(members: Key, kty: string): (string | undefined)[] {
  const texts = kty === 'EC' || kty === 'OKP' ? ['crv', ...TEXTS] : TEXTS;
  return [
    ...texts.map((name) => (typeof member(members, name) === 'string' ? undefined : `${quote(name)} is ${quote(members[name])}, expected text`)),
    isListOfTexts(members.key_ops) ? undefined : `"key_ops" is ${quote(members.key_ops)}, expected a list of texts`,
    isListOfTexts(members.x5c) && (members.x5c as unknown[] ?? []).every((entry) => isCertificate(entry)) ? undefined
      : '"x5c" is no list of certificates in base64',
  ];
}

function isListOfTexts(value: unknown): boolean {
  return value === undefined || value === null
    || (Array.isArray(value) && value.every((entry) => entry === null || typeof entry === 'string'));
}

/** Whether the text can be a certificate: a sequence in DER of the length that it declares. Its content is not read. */
function isCertificate(value: unknown): boolean {
  if (typeof value !== 'string' || !isBase64(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  const lengthBytes = bytes[1]! - 0x80;
  if (bytes[0] !== 0x30 || lengthBytes > 4) return false;
  if (lengthBytes <= 0) return bytes.length === 2 + bytes[1]!;
  return bytes.length > 2 + lengthBytes && bytes.length === 2 + lengthBytes + bytes.readUIntBE(2, lengthBytes);
}

/** Public keys, as JSON. */
export const jwks = defineValue({
  id: 'value/jwks',
  severity: 'error',
  authority: 'istiod',
  summary: 'Inline keys are a JSON Web Key Set, or a single key',
  why: 'istiod refuses the resource.',
  fix: 'write the JSON that the issuer publishes at its jwks_uri: {"keys": [{"kty": "RSA", "e": …, "n": …}]}',
  source: ['pkg/config/validation/validation.go#validateJwtRule', 'github.com/lestrrat-go/jwx/jwk/jwk.go#Parse'],
  expected: 'a JSON Web Key Set',
  test: (text) => (text === '' ? undefined : readKeySet(text).problem),
  good: [
    '', '{"keys": []}', ' {"keys": null}, and more', '{"kty": "RSA", "e": "AQAB", "n": "4w-_"}', '{"keys": [{"KTY": "RSA", "e": "", "n": null}]}',
    '{"keys": [{"kty": "EC", "crv": "P-256", "x": "AQ", "y": "AQ==", "kid": "a", "use": "sig", "key_ops": ["verify"], "other": 1}]}',
    '{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "+/+/"}, {"kty": "oct", "k": "AA"}]}', '{"kty": "oct", "k": "AA", "x5c": ["MAA="]}',
    '{"kty": "RSA", "e": "AQAB", "n": "AQ", "d": "AQ", "p": "AQ"}',
  ],
  bad: [
    ' ', 'null', '[]', '"keys"', '{}', '{"keys": [', '{"keys": {}}', '{"keys": [{}]}', '{"keys": [null]}', '{"keys": [], "a": 1e999}', "{'keys': []}",
    '{"kty": "rsa", "e": "AQAB", "n": "AQ"}', '{"kty": "RSA", "n": "AQ"}', '{"kty": "RSA", "e": "a", "n": "AQ"}', '{"kty": "RSA", "e": 1, "n": "AQ"}',
    '{"kty": "RSA", "e": "AQ=", "n": "AQ"}', '{"kty": "RSA", "e": "+_", "n": "AQ"}', '{"kty": "EC", "crv": "P-256", "x": "AQ"}',
    '{"kty": "OKP", "crv": 1, "x": "AQ"}', '{"kty": "oct", "k": "AA", "kid": 5}', '{"kty": "oct", "k": "AA", "key_ops": "sign"}',
    '{"kty": "oct", "k": "AA", "x5c": ["AA"]}', '{"kty": "RSA", "D": "AQ", "e": "AQ", "n": "AQ"}', '{"KTY": "RSA", "kty": "EC", "e": "", "n": ""}',
  ],
});
