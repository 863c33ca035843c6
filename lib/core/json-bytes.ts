/** Nothing that Istio has is nested as deep; what is deeper is not counted. */
const DEEPEST = 100;
/** The most bytes that a unit of text takes: a control character as \\u0000. */
const LONGEST_UNIT = 6;
const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/** False when a value surely takes no more bytes as JSON: a rough guess that looks at no text, and stops as soon as it is too much. */
export function mayBeLonger(value: unknown, bytes: number): boolean {
  return measured(value, bytes, (text) => LONGEST_UNIT * text.length + 2, 0) > bytes;
}

/**
 * The bytes that a value takes as JSON, as programs in Go such as kubectl write it.
 *
 * @param most nothing is counted any more when there are more
 */
export function jsonBytes(value: unknown, most: number): number {
  return measured(value, most, textBytes, 0);
}

function textBytes(text: string): number {
  let bytes = Buffer.byteLength(JSON.stringify(text));
  for (const [character] of text.matchAll(ESCAPED_BY_GO)) bytes += LONGEST_UNIT - Buffer.byteLength(character);
  return bytes;
}

function measured(value: unknown, most: number, ofText: (text: string) => number, depth: number): number {
  if (typeof value === 'string') return ofText(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : String(value).length;
  if (depth === DEEPEST) return 0;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length && bytes <= most; i++) {
      bytes += measured(value[i], most - bytes, ofText, depth + 1) + (i === 0 ? 0 : 1);
    }
    return bytes;
  }
  const empty = bytes;
  for (const key in value) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    if (field === undefined || !Object.hasOwn(value, key)) continue;
    bytes += ofText(key) + 1 + measured(field, most - bytes, ofText, depth + 1) + (bytes === empty ? 0 : 1);
    if (bytes > most) break;
  }
  return bytes;
}
