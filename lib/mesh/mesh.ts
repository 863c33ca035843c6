import type { ResourceId } from '../core/finding';

/** One object of a mesh: what identifies it, and its place in the input. */
export interface MeshEntry {
  readonly id: ResourceId;
  readonly index: number;
}

/** Many resources seen together, in input order: what analyzers ask. */
export class Mesh {
  public readonly entries: readonly MeshEntry[];

  public constructor(ids: readonly (ResourceId | undefined)[]) {
    this.entries = ids.flatMap((id, index) => (id ? [{ id, index }] : []));
  }
}
