import { portInRange } from '../../values/port';
import { int, list, map, object, text, uint32With } from '../../values/schemas';
import { workloadLabels, workloadTemplate } from '../_shared/workload-entry/schema';

const port = uint32With(portInRange);
const count = int({ min: 0, max: 2 ** 31 - 1 });

const probe = object({
  initialDelaySeconds: count.optional(),
  timeoutSeconds: count.optional(),
  periodSeconds: count.optional(),
  successThreshold: count.optional(),
  failureThreshold: count.optional(),
  httpGet: object({
    port,
    path: text().optional(),
    host: text().optional(),
    scheme: text().optional(),
    httpHeaders: list(object({ name: text({ pattern: /^[-_A-Za-z0-9]+$/ }).optional(), value: text().optional() })).optional(),
  }).optional(),
  tcpSocket: object({ port, host: text().optional() }).optional(),
  exec: object({ command: list(text({ min: 1 })) }).optional(),
  grpc: object({ port: port.optional(), service: text().optional() }).optional(),
}, { atMostOne: [['httpGet', 'tcpSocket', 'exec', 'grpc']] });

/** @see WorkloadGroupSpec */
export const schema = object({
  metadata: object({ labels: workloadLabels.optional(), annotations: map(text(), { max: 256 }).optional() }).optional(),
  template: workloadTemplate,
  probe: probe.optional(),
});
