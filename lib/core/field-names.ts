/** The names of all fields of a value, at any depth; each object is read once, also where it holds itself. */
export function fieldNames(value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const open: unknown[] = [value];
  const seen = new Set<object>();
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (Array.isArray(next)) {
      for (const item of next as unknown[]) if (typeof item === 'object') open.push(item);
      continue;
    }
    for (const name in next) {
      names.add(name);
      const field = (next as Readonly<Record<string, unknown>>)[name];
      if (typeof field === 'object') open.push(field);
    }
  }
  return names;
}
