import type { ConsistentHashKey, HttpCookie } from '../../lib/kinds/_shared/consistent-hash/api';
import type { ExactlyOne } from '../../lib/values/types';
import { formerNames } from '../core/former-names';

/** What of a request decides which endpoint gets it: see {@link hashBy}. */
export type HashKey = ExactlyOne<ConsistentHashKey>;

/** What a cookie may say beside its name. */
export interface HashCookieOptions extends Omit<HttpCookie, 'name'> {}

/**
 * What of a request decides which endpoint gets it.
 *
 * @example
 * new TrafficPolicy().consistentHash(hashBy.cookie('user', { ttl: Duration.seconds(0) })); // a session cookie
 */
export const hashBy = {
  /** The value of a header, such as `end-user`. */
  header(name: string): HashKey {
    return { httpHeaderName: name };
  },

  /** The value of a cookie. With a `ttl` the proxy sets the cookie if the request has none; zero makes it a session cookie. */
  cookie(name: string, options?: HashCookieOptions): HashKey {
    return { httpCookie: { name, ...options } };
  },

  /** The address that the client connects from; the only key for plain TCP. */
  sourceIp(): HashKey {
    return { useSourceIp: true };
  },

  /** The value of a query parameter. */
  queryParam(name: string): HashKey {
    return { httpQueryParameterName: name };
  },
} as const;

formerNames(hashBy, 'hashBy', { queryParameter: 'queryParam', query: 'queryParam', clientIp: 'sourceIp', clientAddress: 'sourceIp' });
