import type { TrafficSettings } from '../../kinds/_shared/traffic-policy/api';
import type { LeafRow } from './leaf';

/** What a policy's fields depend on beside its values. */
export interface PolicyTarget {
  /** The namespace of the host's config. */
  readonly namespace: string;
}

/** All there is to know about a leaf of a policy. It is written to fields that ports and versions have as well as the host. */
export type PolicyRow<Value> = LeafRow<Value, TrafficSettings, PolicyTarget>;
