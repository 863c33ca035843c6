import { goDuration } from '../../../values/duration';
import { bool, list, object, since, text, uint64, value } from '../../../values/schemas';

const cookie = object({
  name: text(),
  path: text().optional(),
  ttl: value(goDuration).optional(),
  attributes: since('1.28', list(object({ name: text(), value: text().optional() }))).optional(),
});

/** @see ConsistentHash */
export const consistentHash = object({
  httpHeaderName: text().optional(),
  httpCookie: cookie.optional(),
  useSourceIp: bool.optional(),
  httpQueryParameterName: text().optional(),
  ringHash: object({ minimumRingSize: uint64.optional() }).optional(),
  maglev: object({ tableSize: uint64.optional() }).optional(),
  minimumRingSize: uint64.optional(),
}, {
  atMostOne: [
    ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'],
    ['ringHash', 'maglev'],
  ],
});
