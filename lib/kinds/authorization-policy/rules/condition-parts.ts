import { compareReleases, type IstioRelease } from '../../../core/release';
import { type Grammar, ipBlock, portText, serviceAccount, trustDomainPattern } from '../grammars';

/** Any text. */
export const ANY: Grammar = () => undefined;

/** The attributes of requests, and what their values may be. */
export const GRAMMARS: Readonly<Record<string, Grammar>> = {
  'source.ip': ipBlock,
  'remote.ip': ipBlock,
  'destination.ip': ipBlock,
  'destination.port': portText,
  'source.serviceAccount': serviceAccount,
  'source.trustDomain': trustDomainPattern,
  'source.namespace': ANY,
  'source.principal': ANY,
  'request.auth.principal': ANY,
  'request.auth.audiences': ANY,
  'request.auth.presenter': ANY,
  'connection.sni': ANY,
};

/** Attributes that came with a release, as their fields of a source did. */
export const SINCE: Readonly<Record<string, IstioRelease>> = { 'source.trustDomain': '1.30' };

/** Attributes that have a name in brackets behind them. */
export const WITH_BRACKETS = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** A policy with this condition, in YAML. */
export const condition = (fields: string): string => `spec: {rules: [{when: [{${fields}}]}]}`;

/** Where the condition of an example stands. */
export const AT = 'spec.rules[0].when[0]';

/** What the values of a key may be; text for what is wrong with the key. */
export function grammarOf(key: string, release: IstioRelease): Grammar | string {
  if (WITH_BRACKETS.some((prefix) => key.startsWith(prefix))) {
    const open = key.indexOf('[');
    return open > 0 && key.endsWith(']') && key.length - open > 2 ? ANY : 'it needs a name in brackets, such as request.headers[x-user]';
  }
  const since = Object.hasOwn(SINCE, key) ? SINCE[key] : undefined;
  if (since !== undefined && compareReleases(since, release) > 0) return `it came with Istio ${since}, the target is ${release}`;
  if (Object.hasOwn(GRAMMARS, key)) return GRAMMARS[key]!;
  return key === '' ? 'it is empty' : 'there is no attribute of that name';
}
