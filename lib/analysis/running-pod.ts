import type { MeshEntry } from '../mesh/mesh-entry';
import { asObject } from '../mesh/unchecked';

/** True for a pod that was read from a cluster: one that is to be created has neither a node nor a status. */
export function isRunning({ resource }: MeshEntry): boolean {
  return asObject(resource.spec).nodeName !== undefined || Object.keys(asObject(resource.status)).length > 0;
}
