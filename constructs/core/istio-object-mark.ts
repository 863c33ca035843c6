import type { IstioObject } from './istio-object';

/**
 * Marks the L1 constructs of this copy of the package. Members of other constructs may have any name, and those of another copy are as
 * foreign as an ApiObject.
 */
export const ISTIO_OBJECT = Symbol('cdk8s-istio.IstioObject');

/** True for an L1 construct of this copy of the package. */
export function isIstioObject(value: unknown): value is IstioObject<unknown> {
  return typeof value === 'object' && value !== null && ISTIO_OBJECT in value;
}
