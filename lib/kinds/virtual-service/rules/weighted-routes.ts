import type { Path } from '../../../core/finding';
import type { Json } from '../../../values/types';
import type { VirtualServiceSpec } from '../api';
import type { RouteDestination } from '../api-connection';

/** Every list of destinations that share traffic by weight, with its place. */
export function* weightedRoutes(spec: Json<VirtualServiceSpec>): Generator<[at: Path, route: readonly Json<RouteDestination>[]]> {
  for (const protocol of ['http', 'tls', 'tcp'] as const) {
    for (const [i, { route }] of (spec[protocol] ?? []).entries()) {
      if (route !== undefined) yield [['spec', protocol, i, 'route'], route];
    }
  }
}
