import type { BehaviourRow } from './behaviour-row';

/** Where requests are mirrored to. */
export interface Mirror {
  /** The version that gets mirrored requests; unset: any endpoint. */
  readonly version?: string;
  /** The host that gets mirrored requests; unset: the same host. */
  readonly host?: string;
  /** The port of that host; unset: the one that the request is for. */
  readonly port?: number;
  /** The percentage of requests that are mirrored. */
  readonly percent: number;
}

/** The row of `mirrors`: a request may be mirrored to several destinations, each of which is claimed by itself. */
export const mirrorsRow: BehaviourRow<Mirror> = {
  for: 'requests',
  onResponses: false,
  name: (destination) => `mirror ${destination}`,
  text: ({ percent }) => `${percent} %`,
  write: ({ version, host, port, percent }, target) => ({
    mirrors: [{
      destination: {
        host: host ?? target.host,
        ...(version === undefined ? {} : { subset: version }),
        ...(host !== undefined && port === undefined ? {} : { port: { number: port ?? target.port } }),
      },
      percentage: { value: percent },
    }],
  }),
};

/** The destination in words: two mirrors to the same one are two claims on one leaf. */
export function mirrorKey({ host, port, version }: Mirror): string {
  if (host === undefined) return version === undefined ? 'in any endpoint' : `in version ${version}`;
  return `to ${host}${port === undefined ? '' : `:${port}`}${version === undefined ? '' : ` (${version})`}`;
}
