import { list, object, oneOf, text, uint32, value } from '../../values/schemas';
import { sidecarHost } from '../../values/namespaced-host';
import { connectionPool } from '../_shared/connection-pool/schema';
import { destination } from '../_shared/destination/schema';
import { serverTls } from '../_shared/server-tls/schema';
import { workloadSelector } from '../_shared/workload-selector/schema';

const port = object({
  number: uint32.optional(),
  protocol: text().optional(),
  name: text().optional(),
  targetPort: uint32.optional(),
});

const captureMode = oneOf(['DEFAULT', 'IPTABLES', 'NONE']);

const ingress = object({
  port,
  bind: text().optional(),
  captureMode: captureMode.optional(),
  defaultEndpoint: text().optional(),
  tls: serverTls.optional(),
  connectionPool: connectionPool.optional(),
});

const egress = object({
  port: port.optional(),
  bind: text().optional(),
  captureMode: captureMode.optional(),
  hosts: list(value(sidecarHost)),
});

/** @see SidecarSpec */
export const schema = object({
  workloadSelector: workloadSelector.optional(),
  ingress: list(ingress).optional(),
  egress: list(egress).optional(),
  inboundConnectionPool: connectionPool.optional(),
  outboundTrafficPolicy: object({
    mode: oneOf(['REGISTRY_ONLY', 'ALLOW_ANY']).optional(),
    egressProxy: destination.optional(),
  }).optional(),
});
