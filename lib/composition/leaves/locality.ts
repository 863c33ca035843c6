import type { LoadBalancerSettings } from '../../kinds/_shared/load-balancer/api';
import type { PolicyRow } from './policy-row';

/** Where traffic goes when the endpoints nearby are gone. */
export type Locality =
  | {
    /** Labels, the most important first: endpoints that have the most of the first ones in common with the client are used first. */
    readonly order: readonly string[];
  }
  | {
    /** For clients of a region, the region whose endpoints they use when their own has none. */
    readonly regions: readonly { readonly from: string; readonly to: string }[];
  };

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
