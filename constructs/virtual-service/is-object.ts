/** True for what has fields to translate; anything else is left as it is, for the check to say so. @internal */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
