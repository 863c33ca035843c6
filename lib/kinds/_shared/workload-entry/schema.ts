import { labelKey, labelValue } from '../../../values/labels';
import { portInRange, portKey } from '../../../values/port';
import { map, object, text, uint32, uint32With } from '../../../values/schemas';
import { workloadSocket } from '../../../values/unix-socket';

const fields = {
  address: text({ max: 256, rules: [workloadSocket] }).optional(),
  ports: map(uint32With(portInRange), { max: 128, keys: [portKey] }).optional(),
  network: text({ max: 2048 }).optional(),
  locality: text({ max: 2048 }).optional(),
  weight: uint32.optional(),
  serviceAccount: text({ max: 253 }).optional(),
};

/** Labels as istiod checks them. */
export const workloadLabels = map(text({ rules: [labelValue] }), { max: 256, keys: [labelKey] });

/** @see WorkloadEntrySpec */
export const workloadEntry = object({ ...fields, labels: workloadLabels.optional() });

/** The same in a WorkloadGroup, whose template istiod does not look into. */
export const workloadTemplate = object({ ...fields, labels: map(text(), { max: 256 }).optional() });
