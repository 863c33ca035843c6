/** The same function with a memory: config repeats its values. Holds at most `limit` answers, the oldest goes first. */
export function remember<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as T;
    const answer = compute(text);
    if (answers.size === limit) answers.delete(answers.keys().next().value!);
    answers.set(text, answer);
    return answer;
  };
}
