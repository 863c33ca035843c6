import { goDuration } from '../../../values/duration';
import { double, list, nullable, object, oneOf, since, text, uint32, value } from '../../../values/schemas';
import { clientTls } from '../client-tls/schema';
import { connectionPool } from '../connection-pool/schema';
import { loadBalancer } from '../load-balancer/schema';
import { outlierDetection } from '../outlier-detection/schema';
import { portSelector } from '../port-selector/schema';

const settings = {
  loadBalancer: loadBalancer.optional(),
  connectionPool: connectionPool.optional(),
  outlierDetection: outlierDetection.optional(),
  tls: clientTls.optional(),
};

const tunnel = object({
  protocol: text().optional(),
  targetHost: text(),
  targetPort: uint32,
});

const retryBudget = object({
  percent: nullable(double({ min: 0, max: 100 })).optional(),
  minRetryConcurrency: uint32.optional(),
  budgetInterval: since('1.31', value(goDuration)).optional(),
});

/** @see TrafficPolicySpec */
export const trafficPolicy = object({
  ...settings,
  portLevelSettings: list(object({ port: portSelector.optional(), ...settings }), { max: 4096 }).optional(),
  tunnel: tunnel.optional(),
  proxyProtocol: object({ version: oneOf(['V1', 'V2']).optional() }).optional(),
  retryBudget: since('1.27', retryBudget).optional(),
});
