/** A port of a service, and what is spoken on it. */
export interface DeclaredPort {
  readonly name: string;
  readonly number: number;
  /** As Istio names protocols: `HTTP`, `GRPC`, `TLS` … */
  readonly protocol: string;
}

/** A Kubernetes Service that an app declares without writing it: its object is made elsewhere, and clients of the mesh can call it. */
export interface DeclaredService {
  readonly name: string;
  readonly namespace: string;
  /** The full name: `reviews.shop.svc.cluster.local`. */
  readonly host: string;
  readonly ports: readonly DeclaredPort[];
  /** Labels of the pods of each version, by its name. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The cluster that has it, where the app names clusters. */
  readonly cluster?: string;
  /** Path of the construct that declares it. */
  readonly construct: string;
}
