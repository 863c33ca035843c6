/**
 * Where an ingress listener forwards connections.
 *
 * @example
 * Endpoint.loopback(9080); // => '127.0.0.1:9080'
 * Endpoint.unixSocket('/var/run/mysqld/mysqld.sock'); // => 'unix:///var/run/mysqld/mysqld.sock'
 */
export const Endpoint = {
  /** A port of the workload on 127.0.0.1. */
  loopback: (port: number): string => `127.0.0.1:${port}`,
  /** A port of the workload on its own address, which other pods can reach as well. */
  instance: (port: number): string => `0.0.0.0:${port}`,
  /** A unix socket, by its absolute path, or by `@name` for an abstract one. */
  unixSocket: (path: string): string => `unix://${path}`,
} as const;
