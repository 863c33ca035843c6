import { shownJson } from '../../core/shown';

/** A list as `JSON.stringify` with two spaces writes it at that depth, an entry at a time: one string could not hold them all. */
export function* jsonList(entries: Iterable<unknown>, indent: string): Generator<string> {
  let separator = '[';
  for (const entry of entries) {
    yield `${separator}\n${indented(entry, `${indent}  `)}`;
    separator = ',';
  }
  yield separator === '[' ? '[]' : `\n${indent}]`;
}

function indented(entry: unknown, indent: string): string {
  return indent + shownJson(entry).replaceAll('\n', `\n${indent}`);
}
