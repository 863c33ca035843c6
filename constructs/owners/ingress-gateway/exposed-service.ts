import { compositionRules } from '../../../lib/composition/composition-rules';
import type { Mounting } from '../../../lib/composition/mount';
import type { Claimant } from '../../../lib/composition/claim';
import type { HostPort } from '../../../lib/composition/host';
import type { HostModel } from '../../../lib/composition/host-model';
import type { Problem } from '../../../lib/composition/problem';
import { choices, quote } from '../../../lib/core/quote';
import { isExported } from '../../../lib/values/export-to';
import { isHttpProtocol, isTlsProtocol } from '../../../lib/values/protocol';
import { refuse } from '../../core/refuse';
import { ConstructClaimant } from '../../core/claimant';
import type { Pattern } from '../../core/pattern';
import type { DestinationFields } from '../../core/route-target';
import { assertSameApp } from '../../core/same-app';
import { Source } from '../../core/source';
import { ExternalService } from '../external-service/external-service';
import { HostOwner } from '../host/host-owner';
import { MeshServiceReference } from '../mesh-service/reference';
import { ServiceTarget } from '../host/service-target';
import { ingressRules } from './ingress-rules';

/**
 * What can be exposed: a service of this app, with its model; a service of another team, as a destination; or a port or a
 * version of either.
 */
export type ExposedTarget = HostOwner | MeshServiceReference<string, string> | ServiceTarget;

/** A service at a path, as the line says it. @internal */
export interface SaidMount {
  readonly path?: string;
  readonly isStripped?: true;
  readonly target: ExposedTarget;
  readonly by: Claimant;
}

/** A service at a path. Whether the gateway reaches it depends on later contributions, so that is checked at render. @internal */
export function saidMount(gateway: Pattern, target: unknown, at: Pick<SaidMount, 'path' | 'isStripped'> = {}): SaidMount {
  assertExposable(gateway, target);
  const owner = ownerOf(target);
  assertSameApp(gateway, owner, ['service']);
  return { ...at, target, by: new ConstructClaimant((owner ?? gateway).node.path, new Source()) };
}

function assertExposable(gateway: Pattern, target: unknown): asserts target is ExposedTarget {
  if (target instanceof MeshServiceReference || target instanceof HostOwner) return;
  if (target instanceof ServiceTarget && (target._owner === undefined || target._owner instanceof HostOwner)) return;
  const fix = typeof target === 'string' ? `write MeshService.fromName(chart, ${quote(target)}, …)` : undefined;
  refuse(gateway, ingressRules.notAService, ['service'], { message: `Expected a service, got ${quote(target)}`, ...(fix ? { fix } : {}) });
}

function ownerOf(target: ExposedTarget): HostOwner | undefined {
  if (target instanceof HostOwner) return target;
  return target instanceof ServiceTarget ? target._owner as HostOwner | undefined : undefined;
}

/**
 * The service with its model and its routes. A port that is not clear, or a service that the gateway does not see, is a problem.
 *
 * @param isTls true where the gateway hands TLS on
 * @internal
 */
export function mountingOf(
  gateway: Pattern & { readonly namespace: string }, { path, isStripped, target, by }: SaidMount, isTls: boolean,
): { readonly mounting: Mounting; readonly problems: readonly Problem[] } {
  const { owner, host, ports, version } = partsOf(gateway, target);
  const { port, problem } = choosePort(gateway, host, ports, target instanceof ServiceTarget ? target : undefined, isTls);
  const { model, routes } = owner?._composition ?? destinationOnly(host, port);
  const details = [...problem ?? [], ...owner ? visibility(owner, port, gateway.namespace) : []];
  const problems = details.map((detail): Problem => ({ others: [], by, ...detail }));
  return {
    mounting: {
      ...(path === undefined ? {} : { path }),
      ...(isStripped ? { isStripped } : {}),
      by, model, routes, port,
      ...(version === undefined ? {} : { version }),
      ...(owner instanceof ExternalService ? { authority: host } : {}),
    },
    problems,
  };
}

interface Parts {
  readonly owner?: HostOwner;
  readonly host: string;
  /** Unset where this app does not know them. */
  readonly ports?: readonly HostPort[];
  readonly version?: string;
}

function partsOf(gateway: Pattern, target: ExposedTarget): Parts {
  if (target instanceof MeshServiceReference) return { host: target._hostIn(gateway), ports: target._ports };
  const owner = ownerOf(target);
  const fields: Partial<DestinationFields> = target instanceof ServiceTarget ? target._destination({ construct: gateway }) : {};
  const { subset, host = target.host } = fields;
  return {
    ...(owner ? { owner, ports: owner._composition.model.ports } : {}),
    host,
    ...(subset === undefined ? {} : { version: subset }),
  };
}

type Said = Omit<Problem, 'by' | 'others'>;

/** The port that is meant. Where that is not clear, the first one stands in, so that the rest can still be checked. */
function choosePort(
  gateway: Pattern, host: string, ports: readonly HostPort[] | undefined, target: ServiceTarget | undefined, isTls: boolean,
): { port: HostPort; problem?: Said[] } {
  const number = target?._destination({ construct: gateway }).port?.number;
  const isRight = ({ protocol }: HostPort): boolean => (isTls ? isTlsProtocol(protocol) : isHttpProtocol(protocol));
  const wanted = isTls ? 'a TLS port' : 'an HTTP port';
  const wrong = (got: string): Said => ({
    rule: isTls ? ingressRules.needsTlsPort : compositionRules.needsHttp, message: `Expected ${wanted} of ${quote(host)}, got ${got}`,
  });
  if (number !== undefined) {
    const port = ports?.find((one) => one.number === number) ?? { name: '', number, protocol: target?._protocol ?? (isTls ? 'TLS' : 'HTTP') };
    return isRight(port) ? { port } : { port, problem: [wrong(`${number} with protocol ${port.protocol}`)] };
  }
  const fitting = ports?.filter(isRight) ?? [];
  const port = fitting[0] ?? ports?.[0] ?? { name: '', number: 80, protocol: isTls ? 'TLS' : 'HTTP' };
  if (fitting.length === 1) return { port };
  const known = fitting.map(({ name }) => name);
  const which = known.length > 0 ? `one of the ports ${choices(known)}` : 'a port';
  if (known.length > 0 || ports === undefined) {
    const message = `Expected ${which} of ${quote(host)}, got ${target ? 'none' : 'the service as a whole'}`;
    return { port, problem: [{ rule: ingressRules.portMissing, message, ...(target ? { fix: 'write onPort(…) behind it' } : {}) }] };
  }
  return { port, problem: [wrong(ports.map(({ name, protocol }) => `${quote(name)} with ${protocol}`).join(', ') || 'none')] };
}

/** The model of a host that no construct of this app owns. */
function destinationOnly(host: string, port: HostPort): { model: HostModel; routes: Mounting['routes'] } {
  return {
    model: { host, namespace: '', ports: [port], versions: {}, exceptions: [], behaviours: [], policies: [], detours: [] },
    routes: [{ name: 'default', when: [], then: { kind: 'shares' }, behaviours: {} }],
  };
}

/** Why the gateway does not see the service, or the policy of it. */
function visibility(owner: HostOwner, port: HostPort, namespace: string): Said[] {
  const { exportTo, ruleExportTo = exportTo, namespace: home } = owner._placement();
  const detour = owner._composition.model.detours.find(({ value }) => value.port === port.name);
  if (owner instanceof ExternalService && owner._isWildcard) {
    return [{ rule: ingressRules.wildcardService, message: `Expected one host behind a gateway, got ${quote(owner.host)}` }];
  }
  const clients = owner instanceof ExternalService ? owner._detourClients : undefined;
  if (detour && clients && !clients.includes(namespace)) {
    return [{
      rule: ingressRules.notVisible,
      message: `Expected ${quote(namespace)} to be a client of the gateway to ${quote(owner.host)}, got ${choices(clients)}`,
      fix: `add ${quote(namespace)} to clients of ${quote(detour.by.construct)}`,
    }];
  }
  // A client of the egress gateway follows the DestinationRule of that gateway instead.
  const unseen = [exportTo, ...detour ? [] : [ruleExportTo]].find((to) => !isExported(to, home, namespace));
  return unseen ? [{
    rule: ingressRules.notVisible,
    message: `Expected ${quote(owner.host)} to be exported to ${quote(namespace)}, got ${choices(unseen)}`,
    fix: `add ${quote(namespace)} to exportTo of ${quote(owner.node.path)}`,
  }] : [];
}
