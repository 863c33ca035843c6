import { list, map, object, text, uint32 } from '../../values/schemas';
import { serverTls } from '../_shared/server-tls/schema';

const server = object({
  port: object({
    number: uint32,
    protocol: text(),
    name: text(),
    targetPort: uint32.optional(),
  }),
  bind: text().optional(),
  hosts: list(text()),
  tls: serverTls.optional(),
  defaultEndpoint: text().optional(),
  name: text().optional(),
});

/** @see GatewaySpec */
export const schema = object({
  selector: map(text()).optional(),
  servers: list(server).optional(),
});
