import type { Policy } from './policy';

/** The ejection of endpoints where a construct needs one and no other claims it: half of the endpoints stay, whatever happens. */
export const EJECTION: Policy = {
  'ejection.serverErrors': 5,
  'ejection.interval': '10s',
  'ejection.time': '30s',
  'ejection.maxPercent': 50,
};
