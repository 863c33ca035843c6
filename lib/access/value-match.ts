import { compileRegex } from '../values/re2';
import { hasAddress } from '../route/listeners/address-range';

/**
 * True for a text that a value of a policy means: `*` for any but the empty one, a star at one end for the rest.
 * Source: authz/matcher/string.go#StringMatcher.
 */
export function valueHolds(value: string, text: string | undefined, anyCase = false): boolean {
  if (text === undefined) return false;
  const [wanted, own] = anyCase ? [value.toLowerCase(), text.toLowerCase()] : [value, text];
  if (wanted === '*') return own !== '';
  if (wanted.startsWith('*')) return own.endsWith(wanted.slice(1));
  return wanted.endsWith('*') ? own.startsWith(wanted.slice(0, -1)) : own === wanted;
}

/** The same for a header, where `*` asks only whether it is there. Source: authz/matcher/header.go#HeaderMatcher. */
export function headerHolds(value: string, text: string | undefined, anyCase = false): boolean {
  return value === '*' ? text !== undefined : valueHolds(value, text, anyCase);
}

/** The same for a claim: its text, or one of its list. Source: authz/model/util.go#MetadataListValueMatcherForJWTClaims. */
export function claimHolds(value: string, claim: unknown): boolean {
  return (Array.isArray(claim) ? claim : [claim]).some((each) => typeof each === 'string' && valueHolds(value, each));
}

/** True when an identity is one that a principal means. Source: authz/matcher/string.go#StringMatcherWithPrefix. */
export function principalHolds(value: string, identity: string | undefined): boolean {
  if (identity === undefined) return false;
  if (value === '*') return identity !== '';
  if (value.startsWith('*')) return identity.startsWith('spiffe://') && identity.slice('spiffe://'.length).endsWith(value.slice(1));
  return valueHolds(`spiffe://${value}`, identity);
}

/** True when an identity is in a namespace, in which stars stand for any text. Source: authz/model/generator.go#srcNamespaceGenerator. */
export function namespaceHolds(value: string, identity: string | undefined): boolean {
  if (identity === undefined) return false;
  return compileRegex(`.*/ns/${value.split('*').map(quoted).join('.*')}/.*`)?.matches(identity) ?? false;
}

/**
 * True when an identity is a service account: `name` in the namespace of the policy, or `namespace/name`.
 * Source: authz/model/generator.go#serviceAccountRegex.
 */
export function accountHolds(value: string, identity: string | undefined, home: string): boolean {
  if (identity === undefined) return false;
  const slash = value.indexOf('/');
  const [namespace, account] = slash < 0 ? [home, value] : [value.slice(0, slash), value.slice(slash + 1)];
  return compileRegex(`spiffe://.+/ns/${quoted(namespace)}/(.+/|)sa/${quoted(account)}(/.+)?`)?.matches(identity) ?? false;
}

/** True when an identity is of a trust domain. Source: authz/model/generator.go#srcTrustDomainGenerator. */
export function trustDomainHolds(value: string, identity: string | undefined): boolean {
  const own = /^spiffe:\/\/([^/]*)\//.exec(identity ?? '')?.[1];
  if (own === undefined) return false;
  const star = value.indexOf('*');
  if (star < 0) return own === value;
  const [start, end] = [value.slice(0, star), value.slice(star + 1)];
  return own.length >= start.length + end.length && own.startsWith(start) && own.endsWith(end);
}

/**
 * True when a token is of a subject that a request principal means: `issuer/subject`.
 * Source: authz/model/generator.go#requestPrincipalGenerator.
 */
export function requestPrincipalHolds(value: string, claims: Readonly<Record<string, unknown>>): boolean {
  const { iss, sub } = claims;
  if (typeof iss !== 'string' || typeof sub !== 'string') return false;
  if (value === '*') return iss !== '' && sub !== '';
  const slash = value.lastIndexOf('/');
  const [issuer, subject] = slash < 0 ? [value, ''] : [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) {
    if (slash < 0) return iss !== '' && sub.endsWith(value.slice(1));
    return (issuer === '*' ? iss !== '' : iss.endsWith(issuer.slice(1))) && sub === subject;
  }
  if (!value.endsWith('*')) return iss === issuer && sub === subject;
  if (slash < 0) return iss.startsWith(value.slice(0, -1)) && sub !== '';
  return iss === issuer && (subject === '*' ? sub !== '' : sub.startsWith(subject.slice(0, -1)));
}

/** The text as a regex that matches it alone. */
function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

const SEGMENT = "[a-zA-Z0-9\\-._~%!$&'()+,;:@]";

/**
 * True for a path that a value means; `{*}` in it stands for one segment, `{**}` for any number.
 * Source: authz/matcher/template.go#PathTemplateMatcher.
 */
export function pathHolds(value: string, path: string): boolean {
  if (!/\{\*\*?\}/.test(value)) return valueHolds(value, path);
  const pattern = value.split(/(\{\*\*?\})/).map((part) => {
    if (part === '{*}') return `${SEGMENT}+`;
    return part === '{**}' ? `(?:${SEGMENT}|/)*` : quoted(part);
  }).join('');
  return compileRegex(pattern)?.matches(path) ?? false;
}

/** True when a range has an address. */
export function addressHolds(range: string, address: string | undefined): boolean {
  return address !== undefined && hasAddress(range, address);
}
