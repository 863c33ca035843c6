import type { HttpFaultInjection } from '../../kinds/virtual-service/api-policy';
import type { BehaviourRow } from './behaviour-row';

/** How requests are broken on purpose. */
export interface Fault {
  /** Holds requests back: for how long, and which percentage of them. */
  readonly delay?: { readonly time: string; readonly percent: number };
  /** Fails requests: which percentage of them, and with which status. */
  readonly abort?: { readonly percent: number } & ({ readonly status: number } | { readonly grpcStatus: string });
}

/** The row of `fault`. */
export const faultRow: BehaviourRow<Fault> = {
  for: 'requests',
  onResponses: false,
  text: ({ delay, abort }) => [
    ...delay ? [`${delay.percent} % delayed by ${delay.time}`] : [],
    ...abort ? [`${abort.percent} % fail with ${'status' in abort ? abort.status : abort.grpcStatus}`] : [],
  ].join(', '),
  write: ({ delay, abort }) => ({
    fault: {
      ...(delay ? { delay: { fixedDelay: delay.time, percentage: { value: delay.percent } } } : {}),
      ...(abort ? {
        abort: {
          percentage: { value: abort.percent },
          ...('status' in abort ? { httpStatus: abort.status } : { grpcStatus: abort.grpcStatus }),
        },
      } : {}),
    } as HttpFaultInjection,
  }),
};
