/** Where the proxy for unknown destinations stands. */
export const AT = ['spec', 'outboundTrafficPolicy', 'egressProxy'];
