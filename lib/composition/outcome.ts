/** What happens to the requests of a route. */
export type Outcome =
  | { readonly kind: 'shares' }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'response'; readonly status: number; readonly body?: string }
  | { readonly kind: 'delegate'; readonly name: string; readonly namespace: string };

/** Where a client is sent instead. What is unset stays as in the request. */
export interface Redirect {
  /** The new path, whole. */
  readonly path?: string;
  /** A prefix of the path that is replaced, segment by segment; both without a slash at the end. */
  readonly prefix?: { readonly from: string; readonly to: string };
  /** The new host. */
  readonly authority?: string;
  /** The new scheme. */
  readonly scheme?: 'http' | 'https';
  /** The new port. */
  readonly port?: number;
  /** The status of the response; unset: 301. */
  readonly status?: number;
}

const ENDS: Readonly<Record<Outcome['kind'], boolean>> = { redirect: true, response: true, shares: false, version: false, delegate: false };

/** True when the proxy responds itself, so that no request reaches the host. */
export function endsAtProxy({ kind }: Outcome): boolean {
  return ENDS[kind];
}
