/** One endpoint of a service, for one of its ports. */
export interface Endpoint {
  /** An IP address, a host name, or the path of a Unix socket. */
  readonly address: string;
  /** Zero for a Unix socket. */
  readonly port: number;
  /** The name of the service's port that it serves. */
  readonly portName: string;
  /** The number of the service's port, where the endpoint comes from a ServiceEntry. */
  readonly servicePort?: number;
  /** The namespace of what runs there. */
  readonly namespace: string;
  /** Its labels, with those of its place. */
  readonly labels: Readonly<Record<string, string>>;
  /** `region/zone/subzone`, empty when it is unknown. */
  readonly locality: string;
  /** Its share beside the other endpoints of its locality. */
  readonly weight: number;
  /** `istio` when a sidecar accepts mutual TLS for it. */
  readonly tlsMode: string;
  /** Whom its certificate names. */
  readonly identity?: string;
  /** Whether it takes traffic. */
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'TERMINATING';
}

/** The label that says whether a workload has a sidecar: `istio`, or `disabled`. */
export const TLS_MODE = 'security.istio.io/tlsMode';

/** True when labels have all that a selector names. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  for (const key of Object.keys(selector)) if (labels[key] !== selector[key]) return false;
  return true;
}
