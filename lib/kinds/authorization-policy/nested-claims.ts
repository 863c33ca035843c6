/**
 * What begins a domain name that is written backwards, `com.example.roles`, and what ends one, `kubernetes.io`: claims that a company
 * defines for itself have such names.
 */
const FIRST = /^(?:com|org|net|io|dev|edu|gov|co|de|eu|uk)$/;
const LAST = /^(?:com|org|net|io|dev|app|ai|edu|gov|co|de|eu|uk)$/;

/** The claims that a name with dots most likely stands for, one inside of the other; `undefined` for a name that is one claim's. */
export function nestedClaims(name: string): readonly string[] | undefined {
  const parts = name.split('.');
  if (parts.length < 2 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) return undefined;
  return FIRST.test(parts[0]!) || LAST.test(parts[parts.length - 1]!) ? undefined : parts;
}
