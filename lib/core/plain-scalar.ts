// What an unquoted word of YAML stands for, as kubectl, helm and kustomize read it: sigs.k8s.io/yaml keeps YAML 1.1, where
// `yes`, `on` and `0777` are not text. A reader of YAML 1.2 would accept config that the cluster refuses.

const WORDS = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const LONGEST_WORD = 5;
const LONGEST_INTEGER = 70; // 64 binary digits and their prefix; turning more into a number would take long
const SHORT_INTEGER = /^[1-9]\d{0,14}$/;
const MAYBE_NUMBER = /^[-+.\d]/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9]\d*))$/;
const MAX_UINT64 = 18446744073709551615n;
const MIN_INT64 = -9223372036854775808n;

/** Text, number, boolean or null. Dates stay text, as JSON has none. */
export function plainScalar(text: string): string | number | boolean | null {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  return MAYBE_NUMBER.test(text) ? numberOrText(text) : text;
}

/** The integer that an unquoted word stands for, to its last digit; undefined where it is none. */
export function plainInteger(text: string): bigint | undefined {
  const digits = withoutUnderscores(text);
  const whole = digits.length <= LONGEST_INTEGER ? INTEGER.exec(digits) : null;
  const integer = whole ? toInteger(whole) : undefined;
  return integer !== undefined && integer >= MIN_INT64 && integer <= MAX_UINT64 ? integer : undefined;
}

function numberOrText(text: string): number | string {
  if (SHORT_INTEGER.test(text)) return Number(text);
  const integer = plainInteger(text);
  if (integer !== undefined) return Number(integer);
  const digits = withoutUnderscores(text);
  return FLOAT.test(digits) && Number.isFinite(Number(digits)) ? Number(digits) : text;
}

/** Underscores may stand anywhere, but in a number that begins with a point only between digits. */
function withoutUnderscores(text: string): string {
  return text.includes('_') ? text.replace(text.startsWith('.') ? /(?<=\d)_(?=\d)/g : /_/g, '') : text;
}

function toInteger([, sign, hex, octal, binary, decimal]: RegExpExecArray): bigint {
  const size = BigInt(hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal}` : binary !== undefined ? `0b${binary}` : decimal!);
  return sign === '-' ? -size : size;
}
