import type { Path } from '../../../core/finding';
import { lastAsked } from '../../../core/last-asked';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';
import type { RouteDestination } from '../api-connection';

type WeightedRoute = readonly [at: Path, route: readonly Json<RouteDestination>[]];

/** Every list of destinations that share traffic by weight, with its place. */
export const weightedRoutes: (spec: Json<VirtualServiceSpec>) => readonly WeightedRoute[] = lastAsked((spec) => [...walk(spec)]);

function* walk(spec: Json<VirtualServiceSpec>): Generator<WeightedRoute> {
  for (const protocol of ['http', 'tls', 'tcp'] as const) {
    for (const [i, { route }] of (spec[protocol] ?? []).entries()) {
      if (route !== undefined) yield [['spec', protocol, i, 'route'], route];
    }
  }
}
