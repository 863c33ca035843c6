import type { Policy } from './host-policy';

/** Which endpoints are taken out of the pool where a construct needs that and nobody says more: half of them stay, whatever happens. */
export const EJECTION: Policy = {
  'ejection.serverErrors': 5,
  'ejection.interval': '10s',
  'ejection.time': '30s',
  'ejection.maxPercent': 50,
};
