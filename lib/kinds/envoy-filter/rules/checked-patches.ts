import type { Path } from '../../../core/finding';
import type { Json } from '../../../values/types';
import type { EnvoyConfigPatch, EnvoyFilterSpec } from '../api';
import { badSelectorKeys } from './selector-key';

/** A patch and where it stands. */
export interface PlacedPatch {
  readonly at: Path;
  readonly patch: Json<EnvoyConfigPatch>;
}

/** The patches that istiod looks at: those for waypoints it takes as they are, and none when it refuses the selector. */
export function* checkedPatches(spec: Json<EnvoyFilterSpec>): Generator<PlacedPatch> {
  if (badSelectorKeys(spec).length > 0) return;
  for (const [i, patch] of (spec.configPatches ?? []).entries()) {
    if (patch.match?.context !== 'WAYPOINT') yield { at: ['spec', 'configPatches', i], patch };
  }
}
