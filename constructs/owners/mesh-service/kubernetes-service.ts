import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isObject } from '../../../lib/core/is-object';
import { quote } from '../../../lib/core/quote';
import type { RuleDoc } from '../../../lib/core/rule';
import { parseProtocol } from '../../../lib/values/protocol';
import { patternRules } from '../../core/pattern-rules';
import { referenceRules } from '../../core/reference-rules';
import { refuseUnmade } from '../../core/refuse';
import type { ServicePortOptions, ServiceProtocol } from '../host/ports';
import { meshServiceRules } from './mesh-service-rules';

/** A Kubernetes Service as far as this package looks at it; that of cdk8s-plus is one. */
export interface KubernetesService {
  /** `metadata.name`. */
  readonly name: string;
  /** Where it is; without a namespace it is in the chart's. */
  readonly metadata: { readonly namespace?: string };
  /** Its ports. */
  readonly ports: readonly KubernetesServicePort[];
  /** `None` for a headless Service, whose clients choose a pod themselves. */
  readonly clusterIP?: string;
  /** The name that an `ExternalName` Service stands for. */
  readonly externalName?: string;
}

/** A port of a Kubernetes Service. */
export interface KubernetesServicePort {
  /** The name, which starts with the protocol of the port: `http`, `grpc-users`. */
  readonly name?: string;
  /** The number that clients use. */
  readonly port: number;
  /** The protocol of the port, where its name does not start with it. */
  readonly appProtocol?: string;
  /** `UDP` for a port that proxies leave alone. */
  readonly protocol?: string;
}

/** The names of the ports that the type of a Service has: any text where it has none. */
export type PortNameOf<Service> = Service extends { readonly ports: readonly (infer Port)[] }
  ? Port extends { readonly name: infer Name extends string } ? Name : 'name' extends keyof Port ? string : 'default'
  : string;

/** What a MeshService takes from a Service. @internal */
export interface ReadService {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly ports: Readonly<Record<string, ServicePortOptions>>;
  readonly headless: boolean;
}

/** Reads a Service; a port without a protocol, and a Service without pods, are refused. @internal */
export function readService(scope: Construct, id: string, given: KubernetesService | ApiObject): ReadService {
  const service: unknown = ApiObject.isApiObject(given) ? manifestOf(given) : given;
  const { name = 'service' } = isObject<unknown>(service) && typeof service.name === 'string' ? service as { name: string } : {};
  const refuseService = (rule: RuleDoc, message: string): never => (
    refuseUnmade(scope, id, rule, ['ports'], { message }, { apiVersion: 'v1', kind: 'Service', name })
  );
  if (!isService(service)) {
    return refuseService(patternRules.invalidOption, `Expected a Service with name, metadata and ports, got ${Construct.isConstruct(given) ? quote(given.node.path) : quote(given)}`);
  }
  if (service.externalName !== undefined) {
    refuseService(meshServiceRules.externalName, `Expected a Service of pods, got one that stands for ${quote(service.externalName)}`);
  }
  const ports = service.ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map((port) => {
    const portName = port.name ?? 'default';
    const protocol = parseProtocol(port.appProtocol ?? '') ?? protocolInName(portName);
    if (protocol === undefined) {
      return refuseService(referenceRules.undeclaredProtocol, `Expected port ${port.port} to declare its protocol, got the name ${quote(port.name)}`);
    }
    return [portName, { number: port.port, protocol: protocol as ServiceProtocol }] as const;
  });
  return { name, namespace: service.metadata.namespace, ports: Object.fromEntries(ports), headless: service.clusterIP === 'None' };
}

/** The manifest of a Service in the shape of a Service of cdk8s-plus; `undefined` for one of another kind. */
function manifestOf(object: ApiObject): unknown {
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return undefined;
  const { spec } = object.toJson() as { spec?: Readonly<Record<string, unknown>> };
  return { ...spec, name: object.name, metadata: { namespace: object.metadata.namespace } };
}

/** The protocol that a name starts with: GRPC-WEB for `grpc-web-users`, HTTP for `http-users`. */
function protocolInName(name: string): ReturnType<typeof parseProtocol> {
  const [first = '', second = ''] = name.split('-');
  return parseProtocol(`${first}-${second}`) ?? parseProtocol(first);
}

function isService(service: unknown): service is KubernetesService {
  return isObject<unknown>(service) && typeof service.name === 'string' && isObject(service.metadata)
    && Array.isArray(service.ports) && service.ports.every(isObject);
}
