import type { Construct } from 'constructs';
import { isObject } from '../../../lib/core/is-object';
import { quote } from '../../../lib/core/quote';
import type { RuleDoc } from '../../../lib/core/rule';
import { parseProtocol } from '../../../lib/values/protocol';
import { patternRules } from '../../core/pattern-rules';
import { referenceRules } from '../../core/reference-rules';
import { refuseUnmade } from '../../core/refuse';
import type { ServicePortOptions, ServiceProtocol } from '../host/ports';

/** A Kubernetes Service as far as this package looks at it; that of cdk8s-plus is one. */
export interface KubernetesService {
  /** `metadata.name`. */
  readonly name: string;
  /** Where it is; without a namespace it is in the chart's. */
  readonly metadata: { readonly namespace?: string };
  /** Its ports. */
  readonly ports: readonly KubernetesServicePort[];
}

/** A port of a Kubernetes Service. */
export interface KubernetesServicePort {
  /** The name, which starts with the protocol of the port: `http`, `grpc-users`. */
  readonly name?: string;
  /** The number that clients use. */
  readonly port: number;
  /** The protocol of the port, where its name does not start with it. */
  readonly appProtocol?: string;
}

/** The ports of a Service by name, with their protocols. @internal */
export function portsOf(scope: Construct, id: string, service: KubernetesService): Record<string, ServicePortOptions> {
  const refuseService = (rule: RuleDoc, name: string, message: string): never => (
    refuseUnmade(scope, id, rule, ['ports'], { message }, { apiVersion: 'v1', kind: 'Service', name })
  );
  if (!isService(service)) {
    refuseService(patternRules.invalidOption, 'service', `Expected a Service with name, metadata and ports, got ${quote(service)}`);
  }
  return Object.fromEntries(service.ports.map((port) => {
    const name = port.name ?? 'default';
    const protocol = parseProtocol(port.appProtocol ?? '') ?? protocolInName(name);
    if (protocol === undefined) {
      const message = `Expected port ${port.port} to declare its protocol, got the name ${quote(port.name)}`;
      return refuseService(referenceRules.undeclaredProtocol, service.name, message);
    }
    return [name, { number: port.port, protocol: protocol as ServiceProtocol }];
  }));
}

/** The protocol that a name starts with: GRPC-WEB for `grpc-web-users`, HTTP for `http-users`. */
function protocolInName(name: string): ReturnType<typeof parseProtocol> {
  const [first = '', second = ''] = name.split('-');
  return parseProtocol(`${first}-${second}`) ?? parseProtocol(first);
}

function isService(service: unknown): boolean {
  return isObject(service) && typeof service.name === 'string' && isObject(service.metadata)
    && Array.isArray(service.ports) && service.ports.every(isObject);
}
