import type { Path } from '../../../core/finding';
import type { Json } from '../../../values/types';
import type { EnvoyConfigPatch, EnvoyFilterSpec } from '../api';

/** A patch and where it stands. */
export interface PlacedPatch {
  readonly at: Path;
  readonly patch: Json<EnvoyConfigPatch>;
}

/** The patches that istiod looks at: those for waypoints it takes as they are. */
export function* checkedPatches({ configPatches = [] }: Json<EnvoyFilterSpec>): Generator<PlacedPatch> {
  for (const [i, patch] of configPatches.entries()) {
    if (patch.match?.context !== 'WAYPOINT') yield { at: ['spec', 'configPatches', i], patch };
  }
}
