/**
 * The value without null fields, as the API server reads it (fact JSON-003): a null field is no field; a null entry of a
 * list stays, and fails its type check. Copies only what changes.
 */
export function withoutNulls(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object' || depth > 100) return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const entry = withoutNulls(value[i], depth + 1);
      if (entry !== value[i]) (copy ??= value.slice())[i] = entry;
    }
    return copy ?? value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const before = (value as Record<string, unknown>)[key];
    const after = withoutNulls(before, depth + 1);
    if (after === before && after !== null) continue;
    copy ??= { ...(value as Record<string, unknown>) };
    if (after === null) delete copy[key];
    else copy[key] = after;
  }
  return copy ?? value;
}
