import type { RequestMatch } from '../match/request-match';
import { parseProtocol, type Protocol } from '../values/protocol';
import type { HostPort } from './host';
import type { Route } from './routes';

/** The methods of requests to a port whose protocol has few of them: gRPC has one, and browsers ask before they use it. */
const METHODS: { readonly [Name in Protocol]?: readonly string[] } = { 'GRPC': ['POST'], 'GRPC-WEB': ['POST', 'OPTIONS'] };

/**
 * The routes that requests of a port can take, without those split off for behaviours of methods that the protocol of the port does not
 * have.
 */
export function routesOn({ protocol }: HostPort, routes: readonly Route[]): readonly Route[] {
  const methods = METHODS[parseProtocol(protocol) ?? 'HTTP'];
  if (methods === undefined) return routes;
  return routes.filter(({ when, splitFor }) => splitFor === undefined || when.some((match) => canHaveMethod(match, methods)));
}

function canHaveMethod({ method }: RequestMatch, methods: readonly string[]): boolean {
  return method === undefined || !('exact' in method) || method.anyCase === true || methods.includes(method.exact);
}
