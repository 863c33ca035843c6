import type { HttpRoute } from '../kinds/virtual-service/api';
import type { HttpRedirect, HttpRouteDestination } from '../kinds/virtual-service/api-action';
import type { RouteDestination } from '../kinds/virtual-service/api-connection';
import type { CorsPolicy, HttpFaultInjection, HttpHeaders, HttpMirrorPolicy } from '../kinds/virtual-service/api-policy';
import type { Cors, Fault, Mirror, PathRewrite, Retries } from './behaviours';
import type { Claimed, HostModel, HostPort, Outcome, Redirect, Share } from './model';
import { matchSpec } from '../match/istio-match';
import type { Route } from './routes';

/** Where requests that a route forwards go, and which port of the host they are for. */
export interface Place {
  readonly model: HostModel;
  readonly port: HostPort;
  /** The gateway's service, when the way leads through one. */
  readonly instead?: { readonly host: string; readonly subset: string; readonly port: number };
}

/** What of a match is the same for all routes of a list. */
export interface Where {
  readonly gateways?: readonly string[];
  readonly port?: number;
}

/** A route in Istio's words: more than one where its requests are sent to several places. */
export function httpRouteSpecs(route: Route, place: Place, where: Where): HttpRoute[] {
  return withWholeRedirects(route).map((one) => httpRouteSpec(one, place, where));
}

/**
 * Istio's redirect of a prefix replaces whatever prefix the match is for, and takes no other matches: so each path that is asked for whole
 * is sent to a whole path, and each longer prefix to a longer one.
 */
function withWholeRedirects(route: Route): Route[] {
  const { then, when } = route;
  if (then.kind !== 'redirect' || then.redirect.prefix === undefined) return [route];
  const { prefix: { from, to }, ...others } = then.redirect;
  return when.map((match) => {
    const { path = { prefix: `${from}/` } } = match;
    const [field, text] = 'exact' in path ? ['path', path.exact] as const : ['prefix', 'prefix' in path ? path.prefix : `${from}/`] as const;
    const instead = `${to}${text.slice(from.length)}` || '/';
    const redirect: Redirect = field === 'path' ? { ...others, path: instead } : { ...others, prefix: { from: text, to: instead } };
    return { ...route, when: [match], then: { kind: 'redirect', redirect } };
  });
}

function httpRouteSpec(route: Route, place: Place, where: Where): HttpRoute {
  const common = where.port === undefined && where.gateways === undefined ? undefined : { ...where };
  const match = route.when.length === 0 ? common && [common] : route.when.map((one) => ({ ...matchSpec(one), ...common }));
  return {
    name: route.name,
    ...(match ? { match } : {}),
    ...outcomeSpec(route.then, place),
    ...behavioursSpec(route.behaviours, place),
  };
}

function outcomeSpec(then: Outcome, place: Place): HttpRoute {
  switch (then.kind) {
    case 'redirect': return { redirect: redirectSpec(then.redirect) };
    case 'answer': return { directResponse: { status: then.status, ...(then.body === undefined ? {} : { body: { string: then.body } }) } };
    case 'delegate': return { delegate: { name: then.name, namespace: then.namespace } };
    case 'version': return { route: sharesSpec([{ version: then.version, percent: 100 }], place) };
    case 'shares': return { route: sharesSpec(place.model.shares?.value, place) };
  }
}

/** Where requests go: the gateway on the way, or the versions by their shares. A share of nothing is left out, as istiod would do. */
export function sharesSpec(shares: readonly Share[] | undefined, { model, port, instead }: Place): HttpRouteDestination[] {
  if (instead) return [{ destination: { host: instead.host, subset: instead.subset, port: { number: instead.port } } }];
  const to = { host: model.host, port: { number: port.number } };
  if (shares === undefined) return [{ destination: to }];
  const some = shares.filter(({ percent }) => percent > 0);
  return some.map(({ version, percent, setCookie }) => ({
    destination: { ...to, subset: version },
    ...(some.length > 1 ? { weight: percent } : {}),
    ...(setCookie === undefined ? {} : { headers: { response: { add: { 'set-cookie': setCookie } } } }),
  }));
}

/** The same for connections, which have no headers. */
export function connectionSharesSpec(place: Place): RouteDestination[] {
  return sharesSpec(place.model.shares?.value, place).map(({ headers: _, ...destination }) => destination);
}

function behavioursSpec(claimed: Readonly<Record<string, Claimed<unknown>>>, place: Place): HttpRoute {
  const value = <T>(leaf: string): T | undefined => claimed[leaf]?.value as T | undefined;
  const timeout = value<string>('timeout');
  const retries = value<Retries>('retries');
  const fault = value<Fault>('fault');
  const rewrite = rewriteSpec(value<PathRewrite>('rewrite path'), value<string>('rewrite authority'));
  const cors = value<Cors>('cors');
  const mirrors = Object.entries(claimed).filter(([leaf]) => leaf.startsWith('mirror ')).map(([, mirror]) => mirrorSpec(mirror.value as Mirror, place));
  const headers = headersSpec(claimed);
  return {
    ...(rewrite ? { rewrite } : {}),
    ...(timeout === undefined ? {} : { timeout }),
    ...(retries ? { retries: retriesSpec(retries) } : {}),
    ...(fault ? { fault: faultSpec(fault) } : {}),
    ...(mirrors.length > 0 ? { mirrors } : {}),
    ...(cors ? { corsPolicy: corsSpec(cors) } : {}),
    ...(headers ? { headers } : {}),
  };
}

function headersSpec(claimed: Readonly<Record<string, Claimed<unknown>>>): HttpHeaders | undefined {
  const all = Object.entries(claimed);
  const of = (side: 'request' | 'response'): object | undefined => {
    const leaves = all.filter(([leaf]) => leaf.startsWith(`${side} header `))
      .map(([leaf, { value }]) => [leaf.slice(`${side} header `.length), value as string | null] as const);
    const set = leaves.filter((leaf): leaf is readonly [string, string] => leaf[1] !== null);
    const remove = leaves.filter(([, text]) => text === null).map(([name]) => name);
    if (leaves.length === 0) return undefined;
    return { ...(set.length > 0 ? { set: Object.fromEntries(set) } : {}), ...(remove.length > 0 ? { remove } : {}) };
  };
  const request = of('request');
  const response = of('response');
  return request || response ? { ...(request ? { request } : {}), ...(response ? { response } : {}) } : undefined;
}

function redirectSpec({ path, prefix, authority, scheme, port, status }: Redirect): HttpRedirect {
  return {
    ...(path === undefined ? {} : { uri: path }),
    ...(prefix === undefined ? {} : { prefixRewrite: prefix.to }),
    ...(authority === undefined ? {} : { authority }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(port === undefined ? {} : { port }),
    ...(status === undefined ? {} : { redirectCode: status }),
  } as HttpRedirect;
}

function retriesSpec({ attempts, perTry, on }: Retries): HttpRoute['retries'] {
  return {
    attempts,
    ...(perTry === undefined ? {} : { perTryTimeout: perTry }),
    ...(on ? { retryOn: on.join(',') } : {}),
  };
}

function faultSpec({ delay, abort }: Fault): HttpFaultInjection {
  const { percent, ...status } = abort ?? { percent: 0 };
  return {
    ...(delay ? { delay: { fixedDelay: delay.time, percentage: { value: delay.percent } } } : {}),
    ...(abort ? { abort: { percentage: { value: percent }, ...('status' in status ? { httpStatus: status.status } : status) } } : {}),
  } as HttpFaultInjection;
}

function rewriteSpec(path: PathRewrite | undefined, authority: string | undefined): HttpRoute['rewrite'] {
  if (path === undefined && authority === undefined) return undefined;
  return { ...(path ? { uriRegexRewrite: path } : {}), ...(authority === undefined ? {} : { authority }) };
}

function mirrorSpec({ version, host, port, percent }: Mirror, place: Place): HttpMirrorPolicy {
  return {
    destination: {
      host: host ?? place.model.host,
      ...(version === undefined ? {} : { subset: version }),
      ...(host !== undefined && port === undefined ? {} : { port: { number: port ?? place.port.number } }),
    },
    percentage: { value: percent },
  };
}

function corsSpec({ origins, methods, headers, exposeHeaders, maxAge, credentials }: Cors): CorsPolicy {
  return {
    allowOrigins: origins,
    ...(methods ? { allowMethods: methods } : {}),
    ...(headers ? { allowHeaders: headers } : {}),
    ...(exposeHeaders ? { exposeHeaders } : {}),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(credentials === undefined ? {} : { allowCredentials: credentials }),
  };
}
