import type { Path } from '../../../core/finding';
import { lastAsked } from '../../../core/last-asked';
import type { Resource } from '../../../core/rule';
import { hasGatewaySemantics, type Spec } from './virtual-service-rule';

/** A list of gateways and where it stands. */
export interface PlacedGateways {
  readonly at: Path;
  readonly gateways: readonly string[];
  /** True where istiod also warns about the old form of a name. */
  readonly warns: boolean;
  readonly namesChecked: boolean;
}

/** Every list of gateways and where it stands. */
export const places: (resource: Resource<Spec>) => readonly PlacedGateways[] = lastAsked((resource) => [...walk(resource)]);

function* walk({ spec: { gateways = [], http = [], tls = [], tcp = [] }, metadata }: Resource<Spec>): Generator<PlacedGateways> {
  yield { at: ['spec', 'gateways'], gateways, warns: true, namesChecked: !hasGatewaySemantics(metadata) };
  for (const [protocol, routes] of Object.entries({ http, tls, tcp })) {
    for (const [i, { match = [] }] of routes.entries()) {
      for (const [m, { gateways: named = [] }] of match.entries()) {
        yield { at: ['spec', protocol, i, 'match', m, 'gateways'], gateways: named, warns: protocol === 'tls', namesChecked: true };
      }
    }
  }
}

/** The entries that istiod looks at: after one without a slash it stops. */
export function lookedAt(gateways: readonly string[]): readonly string[] {
  const last = gateways.findIndex((entry) => !entry.includes('/'));
  return last < 0 ? gateways : gateways.slice(0, last + 1);
}
