import type { BehaviourRow } from './behaviour-row';

/** What browsers may do with responses from other origins. */
export interface Cors {
  /** The origins whose pages may read responses. */
  readonly origins: readonly ({ readonly exact: string } | { readonly prefix: string } | { readonly regex: string })[];
  /** The methods that those pages may use. */
  readonly methods?: readonly string[];
  /** The headers that those pages may send. */
  readonly headers?: readonly string[];
  /** The headers of responses that those pages may read. */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may remember it, as a Go duration. */
  readonly maxAge?: string;
  /** Whether those pages may send cookies. */
  readonly credentials?: boolean;
}

/** The row of `cors`. */
export const corsRow: BehaviourRow<Cors> = {
  for: 'requests',
  onResponses: true,
  text: ({ origins, methods, headers, exposeHeaders, maxAge, credentials }) => [
    `pages of ${origins.map((origin) => Object.entries(origin).map(([kind, text]) => (kind === 'exact' ? text : `${kind} ${text}`)).join()).join(' or ')}`,
    methods ? `methods ${methods.join(' ')}` : '',
    headers ? `headers ${headers.join(' ')}` : '',
    exposeHeaders ? `may read ${exposeHeaders.join(' ')}` : '',
    maxAge === undefined ? '' : `remembered for ${maxAge}`,
    credentials === undefined ? '' : credentials ? 'with cookies' : 'without cookies',
  ].filter((part) => part !== '').join(', '),
  write: ({ origins, methods, headers, exposeHeaders, maxAge, credentials }) => ({
    corsPolicy: {
      allowOrigins: origins,
      ...(methods ? { allowMethods: methods } : {}),
      ...(headers ? { allowHeaders: headers } : {}),
      ...(exposeHeaders ? { exposeHeaders } : {}),
      ...(maxAge === undefined ? {} : { maxAge }),
      ...(credentials === undefined ? {} : { allowCredentials: credentials }),
    },
  }),
};
