/** Why no browser sends a text as origin, as the end of a sentence, and what to write. */
export interface OriginProblem {
  readonly reason: string;
  readonly fix?: string;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//;
/** What the beginning of an origin may be that ends before its host. */
const SCHEME_PART = /^[a-z][a-z0-9+-]*(?::\/?)?$/;
const DEFAULT_PORT: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** Why no origin is, starts with or matches a text; `undefined` where some may. `*` stands for every origin. */
export function originProblem(kind: 'exact' | 'prefix' | 'regex', text: string): OriginProblem | undefined {
  if (kind === 'regex') return regexProblem(text);
  if (kind === 'exact' && (text === '*' || text === 'null')) return undefined;
  if (text.includes('*')) return { reason: 'the star is compared as a star', fix: `write regex: ${text.replace(/[.]/g, '\\.').replace(/\*+/g, '.*')}` };
  if (/[,\s]/.test(text)) return { reason: 'it is more than one origin', fix: 'write each origin as an entry of its own' };
  const lower = text.toLowerCase();
  if (lower !== text) return { reason: 'browsers write origins in lower case', fix: `write ${lower}` };
  if (!SCHEME.test(text)) {
    if (kind === 'prefix' && SCHEME_PART.test(text)) return undefined;
    return { reason: 'it has no scheme', ...(/^[a-z0-9.:-]+$/.test(text) ? { fix: `write https://${text}` } : {}) };
  }
  const [scheme, rest] = text.split('://') as [string, string];
  const slash = rest.search(/[/?#]/);
  if (slash >= 0) return { reason: 'an origin has no path and no slash at its end', fix: `write ${scheme}://${rest.slice(0, slash)}` };
  const port = /:(\d+)$/.exec(rest)?.[1];
  if (kind === 'exact' && port !== undefined && DEFAULT_PORT[scheme] === port) {
    return { reason: `browsers leave the port of ${scheme} out`, fix: `write ${text.slice(0, -port.length - 1)}` };
  }
  return undefined;
}

/** Of a regex only what is plain to see: a name without a scheme, a slash at the end, and a star behind the scheme. */
function regexProblem(regex: string): OriginProblem | undefined {
  const text = regex.replace(/^\^/, '').replace(/\$$/, '');
  if (/:\/\/\*/.test(text)) return { reason: 'in a regex the star repeats the slash in front of it', fix: `write ${text.replace('://*', '://.*')}` };
  if (/^(?:[\w-]|\\\.|\.)+(?::\d+)?$/.test(text)) return { reason: 'it has no scheme, and a regex matches the whole origin', fix: `write https://${text}` };
  return /^https?\??:\/\/.*[^\\?*+[(|]\/$/.test(text) ? { reason: 'an origin has no slash at its end', fix: `write ${text.slice(0, -1)}` } : undefined;
}
