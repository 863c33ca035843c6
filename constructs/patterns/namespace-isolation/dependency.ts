import type { Construct } from 'constructs';
import { mirrorsOf } from '../../../lib/composition/leaves/claim-of';
import type { HostModel } from '../../../lib/composition/host-model';
import { quote } from '../../../lib/core/quote';
import { isDnsLabel } from '../../../lib/values/host-name';
import { refuse } from '../../core/refuse';
import { assertSameApp } from '../../core/same-app';
import { HostOwner } from '../../owners/host/host-owner';
import { MeshServiceReference } from '../../owners/mesh-service/reference';
import { HostScope } from '../../sidecar/host-scope';
import { isolationRules } from './isolation-rules';

/** What a namespace calls outside of itself: all services of another namespace, by its name, or one service. */
export type NamespaceDependency = string | HostOwner | MeshServiceReference<string, string>;

/** The full name of a service of the mesh has its namespace in it. */
const NAMESPACE_IN_HOST = /^[^.]+\.([^.]+)\.svc\./;

/** Refuses what cannot be imported. @internal */
export function assertDependency(construct: Construct, dependency: unknown, option: string, i: number): void {
  if (typeof dependency === 'string' && isDnsLabel(dependency)) return;
  if (dependency instanceof HostOwner) return assertSameApp(construct, dependency, [option, i]);
  if (dependency instanceof MeshServiceReference) return;
  refuse(construct, isolationRules.notADependency, [option, i], {
    message: `Expected the name of a namespace, or a service, got ${quote(dependency)}`,
    ...(typeof dependency === 'string' && dependency.includes('.')
      ? { fix: 'make the host an ExternalService, or name the service with MeshService.fromName(…)' } : {}),
  });
}

/**
 * What a Sidecar imports for dependencies: the namespaces of which everything is seen first, then single services, without those that
 * a namespace brings already.
 *
 * @internal
 */
export function importsOf(
  construct: Construct, namespace: string, rootNamespace: string, dependencies: readonly NamespaceDependency[],
): string[] {
  const whole = dependencies.filter((dependency) => typeof dependency === 'string');
  const seen = new Set([namespace, rootNamespace, ...whole]);
  const single = dependencies.flatMap((dependency) => (typeof dependency === 'string' ? [] : servicesOf(construct, dependency)))
    .filter((service) => !seen.has(service.namespace)).map((service) => HostScope.namespace(service.namespace, service.host));
  // In the Sidecar of the root namespace `./*` is the namespace of each proxy that follows it, so the root namespace needs an import, too.
  const others = [...seen].filter((name) => name !== namespace && name !== rootNamespace).sort();
  return [
    HostScope.own(),
    ...[rootNamespace, ...others].map((name) => HostScope.namespace(name)),
    ...[...new Set(single)].sort(),
  ];
}

interface Imported {
  readonly namespace: string;
  readonly host: string;
}

function servicesOf(construct: Construct, dependency: Exclude<NamespaceDependency, string>): Imported[] {
  const host = dependency instanceof MeshServiceReference ? dependency._hostIn(construct) : dependency.host;
  const own = { namespace: dependency.namespace, host };
    if (!(dependency instanceof HostOwner)) return [own];
  const { model, routes } = dependency._composition;
  return [own, ...[model, ...routes.flatMap(({ at }) => at?.model ?? [])].flatMap((each) => reachedThrough(each, host))];
}

/**
 * The egress gateways on the routes to a host, the services that its requests are mirrored to, and the host itself where it is another one
 * than the dependency: Envoy needs their clusters as well.
 */
function reachedThrough({ host: own, namespace: home, detours, behaviours }: HostModel, dependency: string): Imported[] {
  const hops = detours.map(({ value }) => value.hop.host);
  const mirrors = mirrorsOf(behaviours).flatMap(({ value }) => value.host ?? []);
  const others = own === dependency ? [] : [own];
  return [...hops, ...mirrors, ...others].flatMap((host) => {
    const namespace = NAMESPACE_IN_HOST.exec(host)?.[1] ?? (host === own && home !== '' ? home : undefined);
    return namespace === undefined ? [] : [{ namespace, host }];
  });
}
