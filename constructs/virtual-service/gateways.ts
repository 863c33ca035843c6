import { choices, quote } from '../../lib/core/quote';
import type { Path } from '../../lib/core/finding';
import { GatewayRef, type IGateway } from '../core/gateway-ref';
import { refuse } from '../core/refuse';
import { referenceRules } from '../core/reference-rules';
import type { Viewpoint } from '../core/route-target';
import { assertSameApp } from '../core/same-app';

/**
 * A gateway that routes bind to: a construct, a reference, or a name, which is written as it is. `GatewayRef.mesh` stands for all
 * sidecars.
 */
export type GatewayReference = IGateway | GatewayRef | string;

/** The gateways in Istio's words. What is no gateway is left as it is, for the check to say so. @internal */
export function gatewayNames(gateways: readonly GatewayReference[], from: Pick<Viewpoint, 'namespace'>): readonly string[] {
  if (!Array.isArray(gateways)) return gateways as unknown as readonly string[];
  return gateways.map((gateway) => refOf(gateway)?._from(from) ?? gateway as string);
}

/**
 * Refuses gateways of another app, and in a match those that the resource does not bind to. A name on either side is left alone: it may
 * mean the same.
 *
 * @param bound the gateways of the resource, when it is known what they are
 * @internal
 */
export function assertGateways(gateways: unknown, from: Viewpoint, at: Path, bound?: unknown): void {
  const owned = entriesOf(bound).map(([, gateway]) => refOf(gateway)?._from(from));
  const names = owned.length === 0 ? [GatewayRef.mesh.name] : owned;
  const isKnown = bound !== undefined && !names.includes(undefined);
  for (const [i, gateway] of entriesOf(gateways)) {
    const ref = refOf(gateway);
    if (ref === undefined) continue;
    assertSameApp(from.construct, ref._owner, [...at, i]);
    if (!isKnown || names.includes(ref._from(from))) continue;
    refuse(from.construct, referenceRules.unboundGateway, [...at, i], {
      message: `Expected a gateway of the VirtualService, which has ${choices(names)}, got ${quote(ref._from(from))}`,
    });
  }
}

function entriesOf(gateways: unknown): [number, unknown][] {
  return Array.isArray(gateways) ? [...gateways.entries()] : [];
}

function refOf(gateway: unknown): GatewayRef | undefined {
  if (gateway instanceof GatewayRef) return gateway;
  const { ref } = (gateway ?? {}) as Partial<IGateway>;
  return ref instanceof GatewayRef ? ref : undefined;
}
