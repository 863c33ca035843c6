/**
 * Puts an option under the name and in the form that Istio has for it. When that field is there too, written by a program without
 * types, both stay as they are, for the check to say so.
 *
 * @internal
 */
export function translate<T>(fields: object, option: string, value: T | undefined, field: string, toField: (value: T) => unknown): object {
  if (value === undefined) return fields;
  const isThere = (fields as Record<string, unknown>)[field] !== undefined;
  return isThere ? { ...fields, [option]: value } : { ...fields, [field]: toField(value) };
}
