/** A request as it reaches a proxy. */
export interface HttpRequest {
  /** The method: `GET`. */
  readonly method: string;
  /** The path with its query: `/cart?item=7`. */
  readonly path: string;
  /** The host that it names, perhaps with a port: the `Host` header of HTTP/1.1, `:authority` of HTTP/2. */
  readonly authority: string;
  /** Whether it came through TLS that ended at the proxy. */
  readonly scheme: 'http' | 'https';
  /** Other headers, names in lower case; of several values each has its place. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The claims of a token that the proxy verified. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** All values of a header in one text; undefined when there is none. */
export function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  const values = headers.filter(([each]) => each === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(',');
}

/** The path without query and fragment. */
export function pathOf({ path }: HttpRequest): string {
  return path.replace(/[?#][^]*$/, '');
}

/** The first value of a parameter of the query, as it is written; undefined when there is none. */
export function queryOf({ path }: HttpRequest, name: string): string | undefined {
  const start = path.indexOf('?');
  if (start < 0) return undefined;
  const query = path.slice(start + 1).replace(/#[^]*$/, '');
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    if ((equals < 0 ? part : part.slice(0, equals)) === name) return equals < 0 ? '' : part.slice(equals + 1);
  }
  return undefined;
}
