import { duration, goDuration, notNegative, wholeMilliseconds } from '../../../values/duration';
import { bool, int32, object, oneOf, since, uint32, value } from '../../../values/schemas';

const time = value(duration, wholeMilliseconds);

const tcp = object({
  maxConnections: int32.optional(),
  connectTimeout: time.optional(),
  tcpKeepalive: object({
    probes: uint32.optional(),
    time: time.optional(),
    interval: time.optional(),
  }).optional(),
  maxConnectionDuration: time.optional(),
  idleTimeout: value(goDuration, notNegative, wholeMilliseconds).optional(),
});

const http = object({
  http1MaxPendingRequests: int32.optional(),
  http2MaxRequests: int32.optional(),
  maxRequestsPerConnection: int32.optional(),
  maxRetries: int32.optional(),
  idleTimeout: time.optional(),
  h2UpgradePolicy: oneOf(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']).optional(),
  useClientProtocol: bool.optional(),
  maxConcurrentStreams: int32.optional(),
  http2KeepAlive: since('1.31', object({
    interval: time.optional(),
    timeout: time.optional(),
  })).optional(),
});

/** @see ConnectionPoolSettings */
export const connectionPool = object({
  tcp: tcp.optional(),
  http: http.optional(),
});
