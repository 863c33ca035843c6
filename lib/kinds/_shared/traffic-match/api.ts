/**
 * The part of a workload's traffic that a filter sees: both of its conditions hold.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#WasmPlugin-TrafficSelector
 */
export interface TrafficMatch {
  /**
   * Whether the workload is the client or the server. For a gateway, all traffic is the client's.
   *
   * @default 'CLIENT_AND_SERVER'
   */
  readonly mode?: TrafficMatchMode;
  /**
   * The ports, each once: of the workload where it is the server, of the service it calls where it is the client.
   *
   * @default - all ports
   */
  readonly ports?: readonly TrafficMatchPort[];
}

/** The workload's side of the traffic; `UNDEFINED` means both. */
export type TrafficMatchMode = 'UNDEFINED' | 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';

/** A port whose traffic a filter sees. */
export interface TrafficMatchPort {
  /** The port's number, 1 to 65535. */
  readonly number: number;
}
