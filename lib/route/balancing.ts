import { defined } from './limits';
import type { Policy } from './policy';
import { seconds } from './seconds';

/** How a client chooses an endpoint. */
export interface Balancing {
  readonly policy: 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM' | 'RING_HASH' | 'MAGLEV' | 'CLUSTER_PROVIDED';
  readonly ringSize?: number;
  readonly tableSize?: number;
  /** How new endpoints get their share bit by bit. */
  readonly warmup?: { readonly window?: number; readonly aggression?: number; readonly minPercent?: number };
}

const SIMPLE = { ROUND_ROBIN: 'ROUND_ROBIN', RANDOM: 'RANDOM' } as const;

/** The balancing of a policy, for a cluster whose endpoints a client chooses itself. */
export function balancingOf({ loadBalancer = {} }: Policy): Balancing {
  const { simple, consistentHash, warmup, warmupDurationSecs } = loadBalancer;
  const policy = simple === 'ROUND_ROBIN' || simple === 'RANDOM' ? SIMPLE[simple] : 'LEAST_REQUEST';
  const slow = policy === 'RANDOM' ? undefined
    : warmup ? { window: seconds(warmup.duration), aggression: warmup.aggression ?? 1, minPercent: warmup.minimumPercent ?? 10 }
      : warmupDurationSecs === undefined ? undefined : { window: seconds(warmupDurationSecs) };
  const start = slow && defined<NonNullable<Balancing['warmup']>>(slow);
  if (!consistentHash) return defined({ policy, warmup: start });
  const { maglev, ringHash, minimumRingSize } = consistentHash;
  // A size takes the place of the settings for new endpoints.
  if (maglev) return defined<Balancing>(maglev.tableSize ? { policy: 'MAGLEV', tableSize: maglev.tableSize } : { policy: 'MAGLEV', warmup: start });
  if (ringHash) return defined<Balancing>(ringHash.minimumRingSize ? { policy: 'RING_HASH', ringSize: ringHash.minimumRingSize } : { policy: 'RING_HASH', warmup: start });
  return { policy: 'RING_HASH', ringSize: minimumRingSize || 1024 };
}

/** True when endpoints are not chosen at all: connections go to the address that the client asked for. */
export function isPassthrough({ loadBalancer }: Policy): boolean {
  return loadBalancer?.simple === 'PASSTHROUGH';
}
