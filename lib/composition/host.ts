/** A port of a host. */
export interface HostPort {
  /** The name that the host's owner gave it. */
  readonly name: string;
  /** The number that clients use. */
  readonly number: number;
  /** The protocol, in upper case. */
  readonly protocol: string;
}

/** What the owner of a host declares about it. */
export interface HostFacts {
  /** The full name. */
  readonly host: string;
  /** The shorter names that clients may ask for instead; unset: none. */
  readonly shortNames?: readonly string[];
  /** The namespace that its config lives in. */
  readonly namespace: string;
  /** Its ports. */
  readonly ports: readonly HostPort[];
  /** The labels of the endpoints of each version, by the version's name. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
