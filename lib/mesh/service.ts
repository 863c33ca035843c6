import type { Protocol } from '../values/protocol';
import type { MeshEntry } from './mesh-entry';

/** A port of a service. */
export interface ServicePort {
  /** Its name; empty for the only port of a Service without a name. */
  readonly name: string;
  /** The number that clients use. */
  readonly number: number;
  /** Its protocol; unset when Istio has to look at the traffic to know. */
  readonly protocol: Protocol | undefined;
  /** The port of the pods behind it, by its number or name; unset: the same number. */
  readonly targetPort?: number | string;
}

/** How clients find the endpoints of a service, in the words of a ServiceEntry; `ALIAS` is another name for a service. */
export type ServiceResolution = 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS' | 'NONE' | 'ALIAS';

/** The preference of a service for endpoints near the client. */
export type TrafficDistribution = 'PreferSameZone' | 'PreferSameNode';

/** A host that the mesh knows, as istiod registers it: a Kubernetes Service, or one host of a ServiceEntry. */
export interface RegisteredService {
  /** Its full name, which may be a wildcard: `reviews.shop.svc.cluster.local`, `*.example.com`. */
  readonly host: string;
  /** The namespace of its object. */
  readonly namespace: string;
  /** What kind of object it comes from. */
  readonly registry: 'Kubernetes' | 'ServiceEntry';
  /** Its ports, in their order. */
  readonly ports: readonly ServicePort[];
  /** How clients find its endpoints. */
  readonly resolution: ServiceResolution;
  /** True for what runs outside of the mesh. */
  readonly isExternal: boolean;
  /** Its virtual addresses, and ranges of them; none when clients reach it by name alone. */
  readonly addresses: readonly string[];
  /** The namespaces whose clients see it, as written; unset: the default of the mesh. */
  readonly exportTo: readonly string[] | undefined;
  /** The labels of the pods behind it. */
  readonly selector: Readonly<Record<string, string>> | undefined;
  /** The name that an alias stands for. */
  readonly aliasOf?: string;
  /** The hosts of Services that stand for this one; unset for none. */
  readonly aliases?: readonly string[];
  /** Identities that it says its servers have. */
  readonly serviceAccounts: readonly string[];
  /** Its preference for endpoints near the client. */
  readonly trafficDistribution?: TrafficDistribution;
  /** When its object was created, in milliseconds; a Kubernetes Service without a time counts as older than all. */
  readonly created: number;
  /** The name of its object. */
  readonly name: string;
  /** The labels of its object. */
  readonly labels: Readonly<Record<string, string>>;
  /** The object that it comes from; unset for a Service that a program declares without writing it. */
  readonly entry: MeshEntry | undefined;
}
