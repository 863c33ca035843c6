/** A port of a service, and its protocol. */
export interface DeclaredPort {
  /** Its name. */
  readonly name: string;
  /** The number that clients use. */
  readonly number: number;
  /** As Istio names protocols: `HTTP`, `GRPC`, `TLS` … */
  readonly protocol: string;
}

/** A Kubernetes Service that an app declares without writing it: its object is made elsewhere, and clients of the mesh can call it. */
export interface DeclaredService {
  /** The name of the Service. */
  readonly name: string;
  /** The namespace of the Service. */
  readonly namespace: string;
  /** The full name: `reviews.shop.svc.cluster.local`. */
  readonly host: string;
  /** Its ports. */
  readonly ports: readonly DeclaredPort[];
  /** Labels of the pods of each version, by its name. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The cluster that has it, where the app names clusters. */
  readonly cluster?: string;
  /** True for one without an address of its own. */
  readonly isHeadless?: boolean;
  /** Path of the construct that declares it. */
  readonly construct: string;
}
