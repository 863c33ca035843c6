/** How deep Go's reader of JSON goes. */
const MAX_DEPTH = 10_000;

/** An object in JSON, or why there is none. */
export type FirstObject =
  | { readonly object: Readonly<Record<string, unknown>>; readonly problem?: never }
  | { readonly problem: string; readonly object?: never };

/** The JSON object at the start of a text, read as Go's decoder does it: what stands behind the object is not looked at. */
export function firstObject(text: string): FirstObject {
  const start = /^[ \t\r\n]*/.exec(text)![0].length;
  if (start === text.length) return { problem: 'it is empty' };
  if (text[start] !== '{') return { problem: 'it does not start with "{"' };
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > MAX_DEPTH) return { problem: `it is nested deeper than ${MAX_DEPTH} levels` };
    if (depth === 0) return parsed(text.slice(start, at + 1));
  }
  return { problem: 'it ends before its last "}"' };
}

function parsed(json: string): FirstObject {
  try {
    const object = JSON.parse(json) as Record<string, unknown>;
    return hasEndlessNumber(object) ? { problem: 'it has a number that is too large' } : { object };
  } catch {
    return { problem: 'it is not valid JSON' };
  }
}

/** JSON can write numbers that no float64 can hold. */
function hasEndlessNumber(json: unknown): boolean {
  const open: unknown[] = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (value === Infinity || value === -Infinity) return true;
    if (value !== null && typeof value === 'object') for (const part of Object.values(value)) open.push(part);
  }
  return false;
}
