import type { LoadBalancerSettings } from '../../kinds/_shared/load-balancer/api';
import type { PolicyRow } from './policy-row';

/** Where traffic goes when the endpoints nearby are gone. */
export type Locality =
  | { readonly order: readonly string[] }
  | { readonly regions: readonly { readonly from: string; readonly to: string }[] };

/** The row of `locality`. */
export const localityRow: PolicyRow<Locality> = {
  for: 'both',
  text: (locality) => ('order' in locality
    ? `nearest by ${locality.order.join(', then ')}`
    : locality.regions.map(({ from, to }) => `from ${from} to ${to}`).join(', ')),
  write: (locality) => ({
    loadBalancer: {
      localityLbSetting: {
        enabled: true,
        ...('order' in locality ? { failoverPriority: locality.order } : { failover: locality.regions }),
      },
    } as LoadBalancerSettings,
  }),
};
