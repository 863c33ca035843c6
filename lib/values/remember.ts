/** The same function with a memory: config repeats its values. Holds at most `limit` results and drops the oldest first. */
export function remember<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined || results.has(text)) return known as T;
    const result = compute(text);
    if (results.size === limit) results.delete(results.keys().next().value!);
    results.set(text, result);
    return result;
  };
}
