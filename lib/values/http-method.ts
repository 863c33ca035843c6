/** The methods of HTTP, as requests carry them. */
export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'] as const;

/** A method of HTTP, in upper case. */
export type HttpMethod = (typeof HTTP_METHODS)[number];
