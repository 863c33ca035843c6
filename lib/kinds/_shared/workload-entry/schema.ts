import { map, object, text, uint32 } from '../../../values/schemas';

/** @see WorkloadEntry */
export const workloadEntry = object({
  address: text({ max: 256 }).optional(),
  ports: map(uint32, { max: 128 }).optional(),
  labels: map(text(), { max: 256 }).optional(),
  network: text({ max: 2048 }).optional(),
  locality: text({ max: 2048 }).optional(),
  weight: uint32.optional(),
  serviceAccount: text({ max: 253 }).optional(),
});
