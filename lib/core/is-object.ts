/** True for what has named fields: no list, and not null. */
export function isObject<T>(value: T): value is T & (unknown extends T ? Record<string, unknown> : object) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
