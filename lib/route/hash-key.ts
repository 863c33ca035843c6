import type { HostRule } from '../mesh/destination-rules';
import { defined } from './limits';
import type { Policy } from './policy';
import { seconds } from './seconds';

/** What a request has that decides about its endpoint. */
export type HashKey =
  | { readonly header: string }
  | { readonly cookie: string; readonly path?: string; readonly ttl?: number }
  | { readonly query: string }
  | { readonly sourceIp: true };

type Hash = NonNullable<NonNullable<Policy['loadBalancer']>['consistentHash']>;

/** The key of a setting; undefined when it names none. */
export function hashKey(hash: Hash | undefined): HashKey | undefined {
  if (!hash) return undefined;
  const { httpHeaderName, httpCookie, httpQueryParameterName, useSourceIp } = hash;
  if (httpHeaderName !== undefined) return { header: httpHeaderName };
  if (httpCookie) return defined({ cookie: httpCookie.name, path: httpCookie.path || undefined, ttl: seconds(httpCookie.ttl) });
  if (httpQueryParameterName !== undefined) return { query: httpQueryParameterName };
  return useSourceIp === undefined ? undefined : { sourceIp: true };
}

/** The setting of a port, where it has one. Settings of a port count only for routes that name the port. */
function ofPort(policy: Policy | undefined, port: number | undefined): Hash | undefined {
  if (port === undefined) return undefined;
  return policy?.portLevelSettings?.find((settings) => settings.port?.number === port)?.loadBalancer?.consistentHash;
}

/** What a VirtualService's route to a host hashes: a setting of the subset comes first, then that of the port, then that of the host. */
export function routeHash(rule: HostRule | undefined, subset: string, port: number | undefined): HashKey | undefined {
  const policy = rule?.trafficPolicy;
  const ofSubset = rule?.subsets.find(({ name }) => name === subset)?.trafficPolicy;
  const own = ofPort(ofSubset, port) ?? ofSubset?.loadBalancer?.consistentHash;
  return hashKey(own ?? ofPort(policy, port) ?? policy?.loadBalancer?.consistentHash);
}

/** What the route hashes that a port of a host has without a VirtualService. */
export function defaultHash(rule: HostRule | undefined, port: number): HashKey | undefined {
  return hashKey(ofPort(rule?.trafficPolicy, port) ?? rule?.trafficPolicy?.loadBalancer?.consistentHash);
}

/** True when a connection to a host, or to a subset of it, keeps to the endpoint that the client's address gives. */
export function hashesConnections(rule: HostRule | undefined, subset: string): boolean {
  const own = rule?.subsets.find(({ name }) => name === subset)?.trafficPolicy?.loadBalancer;
  return (own ?? rule?.trafficPolicy?.loadBalancer)?.consistentHash?.useSourceIp === true;
}
