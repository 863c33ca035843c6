import { HTTP_METHODS } from '../../values/http-method';

/** Why no request equals a value of a policy, as the end of a sentence, and the value that was meant, where that is plain. */
export interface Mismatch {
  readonly reason: string;
  readonly fix?: string;
}

/** What the values of a field are compared with, so that it is known which of them no request has. */
export interface MatchGrammar {
  /** What a value is, as in "Expected …". */
  readonly expected: string;
  /** True where a text may have any character, so that a star inside could be meant as one. */
  readonly isFreeText?: true;
  test(value: string): Mismatch | undefined;
}

const AT_ONE_END = 'a star stands for any text only as the first or the last character, and at one end alone';

/** True when istiod compares a star of the value as a star: of two ends it reads the first one alone. */
function hasLiteralStar(value: string): boolean {
  return (value.startsWith('*') ? value.slice(1) : value.replace(/\*$/, '')).includes('*');
}

const path: MatchGrammar = {
  expected: 'a path that requests have',
  test(value) {
    if (isTemplate(value)) return undefined;
    if (/[?#]/.test(value)) return { reason: 'paths are compared without the query', fix: `write ${value.replace(/[?#].*$/, '')}, and match parameters elsewhere` };
    if (!/^[/*]/.test(value)) return { reason: 'every path starts with a slash', ...(value.includes(':') ? {} : { fix: `write /${value}` }) };
    if (!hasLiteralStar(value)) return undefined;
    const meant = templateFor(value);
    return { reason: AT_ONE_END, fix: meant ? `write ${meant}` : 'write a path with one star at its start or its end, or {*} for one whole part' };
  },
};

/** True for a path with stars in braces, for which Envoy has another matcher. */
export function isTemplate(value: string): boolean {
  return value.includes('{*}') || value.includes('{**}');
}

/** The value with the stars that Istio knows, where each star is a whole part of the path. */
function templateFor(value: string): string | undefined {
  const parts = value.split('/');
  const hasRest = parts[parts.length - 1] === '**' || parts[parts.length - 1] === '*';
  const before = hasRest ? parts.slice(0, -1) : parts;
  if (!before.some((part) => part.includes('*'))) return hasRest ? `${before.join('/')}/*` : undefined;
  if (before[0] !== '' || before.some((part) => part.includes('*') && part !== '*')) return undefined;
  return [...before.map((part) => (part === '*' ? '{*}' : part)), ...(hasRest ? ['{**}'] : [])].join('/');
}

const method: MatchGrammar = {
  expected: 'an HTTP method in upper case',
  test(value) {
    if (hasLiteralStar(value)) return { reason: AT_ONE_END };
    const text = value.replace(/^\*|\*$/, '');
    if (/[a-z]/.test(text)) return { reason: 'methods are compared with their case', fix: `write ${value.toUpperCase()}` };
    if (/[^A-Z0-9!#$%&'+.^_`|~-]/.test(text)) return { reason: `no method has such a name; the usual ones are ${HTTP_METHODS.join(' ')}`, fix: 'write each method as a value of its own' };
    return undefined;
  },
};

const host: MatchGrammar = {
  expected: 'a host that requests ask for',
  test(value) {
    if (hasLiteralStar(value)) return { reason: AT_ONE_END };
    const [, name] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/]*)/i.exec(value)!;
    return name === value ? undefined : { reason: 'a host has neither scheme nor path', ...(name ? { fix: `write ${name}` } : {}) };
  },
};

const principal: MatchGrammar = {
  expected: 'an identity such as cluster.local/ns/shop/sa/cart',
  test(value) {
    const scheme = /^\*?spiffe:\/\//i.exec(value);
    if (scheme) return { reason: 'Istio adds spiffe:// itself', fix: `write ${value.slice(scheme[0].length)}` };
    if (hasLiteralStar(value)) return { reason: AT_ONE_END, fix: 'write the identities one by one, or match namespaces' };
    if (value.includes('*')) return undefined;
    if (!value.includes('/')) return { reason: 'an identity is trust-domain/ns/namespace/sa/service-account' };
    if (/^\/?ns\/[^/]+\/sa\/[^/]+$/.test(value)) return { reason: 'the trust domain is missing', fix: `write cluster.local/${value.replace(/^\//, '')}` };
    return /^[^/]+\/ns\/[^/]+\/?$/.test(value) ? { reason: 'the service account is missing', fix: `write ${value.replace(/\/$/, '')}/*` } : undefined;
  },
};

const namespace: MatchGrammar = {
  expected: 'the name of a namespace',
  test(value) {
    // Istio compares with the text between /ns/ and the next slash, or the one behind /sa: any other slash is in no identity.
    const [name, next, ...rest] = value.split('/');
    if (next !== undefined && (rest.length > 0 || !isGlobOf(next, 'sa'))) return { reason: 'a namespace has no slash', ...meantNamespace(value) };
    return /[A-Z]/.test(name!) ? { reason: 'names of namespaces have no upper case', fix: `write ${value.toLowerCase()}` } : undefined;
  },
};

/** True when the text with stars for any text matches the name. */
function isGlobOf(glob: string, name: string): boolean {
  return new RegExp(`^${glob.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`).test(name);
}

function meantNamespace(value: string): Pick<Mismatch, 'fix'> {
  const identity = /(?:^|\/)ns\/([^/]+)/.exec(value)?.[1];
  if (identity !== undefined) return { fix: `write ${identity}` };
  return /^[^/]+\/[^/]+$/.test(value) ? { fix: `write ${value.split('/')[0]}, or serviceAccounts: [${value}]` } : {};
}

const requestPrincipal: MatchGrammar = {
  expected: 'an identity of a token such as https://issuer.example.com/subject',
  test(value) {
    if (value === '*') return undefined;
    // Istio takes what is behind the last slash as subject.
    const slash = value.lastIndexOf('/');
    const [issuer, subject] = slash < 0 ? [value, undefined] : [value.slice(0, slash), value.slice(slash + 1)];
    if (/^https?:\/$/.test(issuer)) return { reason: 'it names no subject: an identity is issuer/subject', fix: `write ${value}/* for all subjects` };
    if (subject === undefined) {
      if (!value.includes('*')) return { reason: 'it has no subject: an identity is issuer/subject', fix: `write ${value}/* for all subjects` };
      return hasLiteralStar(value) ? { reason: AT_ONE_END } : undefined;
    }
    if (subject === '') return { reason: 'it has no subject: an identity is issuer/subject', fix: `write ${value}* for all subjects` };
    const rest = value.startsWith('*') ? `${issuer.slice(1)}/${subject}` : `${issuer}/${subject.replace(/\*$/, '')}`;
    return rest.includes('*') ? { reason: AT_ONE_END } : undefined;
  },
};

const serverName: MatchGrammar = {
  expected: 'the server name of a TLS connection',
  test(value) {
    if (hasLiteralStar(value)) return { reason: AT_ONE_END };
    return /[/:]/.test(value) ? { reason: 'a server name has no scheme, port or path' } : undefined;
  },
};

/** What may have any text, a star inside too, which is seldom meant. */
const freeText: MatchGrammar = {
  expected: 'a text with one star at most, at its start or its end',
  isFreeText: true,
  test: (value) => (hasLiteralStar(value) && value !== '*/*' ? { reason: AT_ONE_END } : undefined),
};

/** Of fields of sources and operations, without "not" in front; what istiod itself holds to a grammar is not here. */
const OF_FIELDS: Readonly<Record<string, MatchGrammar>> = {
  paths: path, methods: method, hosts: host, principals: principal, namespaces: namespace, requestprincipals: requestPrincipal,
};

const OF_KEYS: Readonly<Record<string, MatchGrammar>> = {
  'source.principal': principal,
  'source.namespace': namespace,
  'request.auth.principal': requestPrincipal,
  'request.auth.audiences': freeText,
  'request.auth.presenter': freeText,
  'connection.sni': serverName,
};

/** What the values of a field of a source or an operation are compared with. */
export function grammarOfField(field: string): MatchGrammar | undefined {
  return OF_FIELDS[field.replace(/^not/, '').toLowerCase()];
}

/** What the values of a condition are compared with. */
export function grammarOfKey(key: string): MatchGrammar | undefined {
  if (/^request\.(?:headers|auth\.claims)\[/.test(key)) return freeText;
  return Object.hasOwn(OF_KEYS, key) ? OF_KEYS[key] : undefined;
}
