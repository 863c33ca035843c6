import { dnsLabel, wildcardHost } from '../../values/host-name';
import { cidr } from '../../values/ip';
import { portInRange } from '../../values/port';
import { list, object, oneOf, text, uint32With, value } from '../../values/schemas';
import { workloadEntry } from '../_shared/workload-entry/schema';
import { workloadSelector } from '../_shared/workload-selector/schema';

const port = object({
  number: uint32With(portInRange),
  name: text({ max: 256, rules: [dnsLabel] }),
  protocol: text({ max: 256 }).optional(),
  targetPort: uint32With(portInRange).optional(),
});

/** @see ServiceEntrySpec */
export const schema = object({
  hosts: list(value(wildcardHost), { min: 1, max: 256 }),
  addresses: list(text({ max: 64, rules: [cidr] }), { max: 256 }).optional(),
  ports: list(port, { max: 256, key: 'name' }).optional(),
  location: oneOf(['MESH_EXTERNAL', 'MESH_INTERNAL']).optional(),
  resolution: oneOf(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'], { DYNAMIC_DNS: '1.28' }).optional(),
  endpoints: list(workloadEntry, { max: 4096 }).optional(),
  workloadSelector: workloadSelector.optional(),
  exportTo: list(text()).optional(),
  subjectAltNames: list(text()).optional(),
});
