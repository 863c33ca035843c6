import { isCidr } from '../../values/ip';

/** What is wrong with one value, as the end of a sentence; `undefined` when nothing is. */
export type Grammar = (value: string) => string | undefined;

/** An address or a CIDR block. A zone may hold slashes elsewhere; here, what has a slash is a block. */
export const ipBlock: Grammar = (value) => (
  isCidr(value) && value.split('/', 3).length < 3 ? undefined : 'it is no IP address and no CIDR block'
);

/** A port as decimal text; leading zeros are fine. */
export const portText: Grammar = (value) => (
  /^0*\d{1,5}$/.test(value) && Number(value) <= 65535 ? undefined : 'it is no port from 0 to 65535'
);

/** A service account of the own namespace, or `namespace/name`. */
export const serviceAccount: Grammar = (value) => {
  if (value.includes('*')) return 'wildcards are not possible here';
  const parts = value.split('/');
  if (parts.length > 2) return 'it has more than one slash';
  if ([...value].length > 320) return 'it has more than 320 characters';
  return parts.length === 2 && parts.includes('') ? 'the namespace or the name is missing' : undefined;
};

/** A trust domain, with one star at either end. */
export const trustDomainPattern: Grammar = (value) => {
  const stars = value.split('*').length - 1;
  if (stars > 1) return 'it has more than one star';
  return stars === 1 && !value.startsWith('*') && !value.endsWith('*') ? 'the star is neither at the start nor at the end' : undefined;
};

/** A trust domain as a source has it. */
export const trustDomain: Grammar = (value) => (
  trustDomainPattern(value) ?? (value.includes('/') ? 'it has a slash, write the domain alone' : undefined)
);

const LITERAL = /^[A-Za-z0-9\-._~%!$&'()+,;:@=]+$/;

/** A path, which may be a template: `{*}` for one part and `{**}` for the rest. */
export const pathTemplate: Grammar = (value) => {
  const isTemplate = value.includes('{*}') || value.includes('{**}');
  let hasRest = false;
  for (const part of withoutOuterSlashes(value).split('/')) {
    if (part === '{*}' || part === '{**}') {
      if (hasRest) return `${part} stands after {**}`;
      hasRest = part === '{**}';
    } else if (/[{}]/.test(part)) {
      return 'braces are only possible as {*} or {**} between slashes';
    } else if (isTemplate && !LITERAL.test(part)) {
      return `the part ${JSON.stringify(part)} cannot stand in a template`;
    }
  }
  return undefined;
};

/** No regular expression: one for slashes at the end takes quadratic time on slashes in the middle. */
function withoutOuterSlashes(path: string): string {
  let [start, end] = [0, path.length];
  while (path[start] === '/') start++;
  while (end > start && path[end - 1] === '/') end--;
  return path.slice(start, end);
}
