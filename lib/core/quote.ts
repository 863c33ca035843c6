import { ofAnotherCopy } from './package-copy';
import { escaped } from './shown';

/** A value as a message shows it: short, on one line, with its type visible. Never throws. */
export function quote(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return shorten(JSON.stringify(value));
    case 'function':
      return value.name ? shorten(`function ${value.name}`) : 'a function';
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'object':
      return value === null ? 'null' : quoteObject(value);
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

/** How long a list of choices may get. */
const CHOICES = 400;

/** `"a", "b" or "c"`: the choices, as a sentence has them; of very many the first. */
export function choices(values: readonly unknown[]): string {
  const quoted: string[] = [];
  for (let length = 0; quoted.length < values.length && length < CHOICES; length += quoted[quoted.length - 1]!.length) {
    quoted.push(quote(values[quoted.length]));
  }
  const rest = values.length - quoted.length;
  if (rest > 0) return `${quoted.join(', ')} or one of ${rest} more`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}

function quoteObject(value: object): string {
  try {
    return describe(value);
  } catch {
    return 'an object that cannot be read'; // a Proxy or a getter decides
  }
}

function describe(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `a list of ${value.length}`;
  if (isToken(value)) return 'a token, which has no value before the synth';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    const name: unknown = (prototype as object).constructor?.name;
    const text = typeof name === 'string' && name !== '' ? shorten(`an instance of ${name}`) : 'an instance of a class';
    return `${text}${ofAnotherCopy(prototype as object)}`;
  }
  const keys = Object.keys(value).sort();
  return keys.length === 0 ? '{}' : shorten(`an object with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}`);
}

/** True for what `Lazy.any(…)` of cdk8s gives. */
function isToken(value: object): boolean {
  return 'producer' in value && typeof (value as { produce?: unknown }).produce === 'function';
}

function shorten(text: string): string {
  return escaped(text.length <= 80 ? text : `${text.slice(0, 60)}… (${text.length} characters)`);
}
