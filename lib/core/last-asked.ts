/**
 * A function that remembers its last answer. The rules of a kind are asked about one resource after the other, so what several of them
 * need to know of a spec is worked out once.
 */
export function lastAsked<Key extends object, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  let last: { readonly key: Key; readonly answer: Answer } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, answer: answer(key) };
    return last.answer;
  };
}
