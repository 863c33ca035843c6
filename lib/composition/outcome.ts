/** What happens to the requests of a route. */
export type Outcome =
  | {
    /** They are shared out among the versions, as requests without an exception are. */
    readonly kind: 'shares';
  }
  | {
    /** All of them go to one version. */
    readonly kind: 'version';
    /** The name of the version. */
    readonly version: string;
  }
  | OtherService
  | {
    /** The client is sent elsewhere. */
    readonly kind: 'redirect';
    /** Where it is sent. */
    readonly redirect: Redirect;
  }
  | {
    /** The proxy responds itself. */
    readonly kind: 'response';
    /** The HTTP status of the response. */
    readonly status: number;
    /** The text of the response; unset: none. */
    readonly body?: string;
  }
  | {
    /** Another VirtualService routes them. */
    readonly kind: 'delegate';
    /** The name of that VirtualService. */
    readonly name: string;
    /** The namespace of that VirtualService. */
    readonly namespace: string;
  };

/** Another service takes the requests, as it does those of its own clients. */
export interface OtherService {
  /** Marks this outcome. */
  readonly kind: 'service';
  /** The full name of the service. */
  readonly host: string;
  /** The number of its port. */
  readonly port: number;
  /** The protocol of the port, for a service that no construct of the app owns; unset: HTTP. */
  readonly protocol?: string;
  /** The version that gets all of the requests; unset: those of the service share them. */
  readonly version?: string;
}

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

const ENDS: Readonly<Record<Outcome['kind'], boolean>> = { redirect: true, response: true, shares: false, version: false, service: false, delegate: false };

/** True when the proxy responds itself, so that no request reaches the host. */
export function endsAtProxy({ kind }: Outcome): boolean {
  return ENDS[kind];
}
