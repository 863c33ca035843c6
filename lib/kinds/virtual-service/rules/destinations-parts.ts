import type { Path } from '../../../core/finding';
import { lastAsked } from '../../../core/last-asked';
import type { Resource } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationSpec } from '../../_shared/destination/api';
import { hasGatewaySemantics, type Spec, withRoute } from './virtual-service-rule';
import { weightedRoutes } from './weighted-routes';

interface PlacedDestination {
  readonly at: Path;
  readonly destination: Json<DestinationSpec>;
}

/** Every destination that istiod looks at. */
export const destinations: (resource: Resource<Spec>) => readonly PlacedDestination[] = lastAsked((resource) => [...walk(resource)]);

function* walk({ spec, metadata }: Resource<Spec>): Generator<PlacedDestination> {
  if (!hasGatewaySemantics(metadata)) {
    for (const [at, route] of weightedRoutes(spec)) {
      for (const [i, { destination }] of route.entries()) yield { at: [...at, i, 'destination'], destination };
    }
  }
  for (const [i, { mirror, mirrors = [] }] of (spec.http ?? []).entries()) {
    if (mirror) yield { at: ['spec', 'http', i, 'mirror'], destination: mirror };
    for (const [m, { destination }] of mirrors.entries()) yield { at: ['spec', 'http', i, 'mirrors', m, 'destination'], destination };
  }
}

/** A route to a destination, in YAML. */
export const to = (destination: string): string => withRoute(`route: [{destination: ${destination}}]`);

/** Where the destination of an example stands. */
export const AT = 'spec.http[0].route[0].destination';
