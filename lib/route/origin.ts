import type { Path } from '../core/finding';
import type { MeshEntry } from '../mesh/mesh-entry';

/** What decided a part of a proxy's config: a resource, and the place in it. */
export interface Origin {
  /** The resource. */
  readonly entry: MeshEntry;
  /** The place: `['spec', 'http', 0]`. */
  readonly path: Path;
}
