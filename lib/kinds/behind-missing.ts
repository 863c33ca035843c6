import { fieldRules } from '../core/field-rules';
import type { Finding, Path } from '../core/finding';
import { isObject } from '../core/is-object';

/** Values that are right wherever a field of that name is required. */
const FILLERS: Readonly<Record<string, unknown>> = {
  destination: { host: 'filled.example.com' },
  host: 'filled.example.com',
  hosts: ['filled.example.com'],
  name: 'filled',
  number: 61234,
  port: { number: 61234, name: 'filled', protocol: 'TCP' },
  protocol: 'TCP',
};

/**
 * A copy of a document with right values for the fields that are missing, and where these are: an object that misses a field
 * is left out of what
 * rules read, and with it what else istiod refuses in it. Undefined when nothing can be filled in.
 */
export function filledCopy(document: unknown, findings: readonly Finding[]): { readonly copy: unknown; readonly filled: readonly Path[] } | undefined { // eslint-disable-line max-len -- one sentence
  const filled = findings.filter(({ rule, path }) => rule === fieldRules.missing.id && path.length > 2 && Object.hasOwn(FILLERS, path[path.length - 1]!)).map(({ path }) => path); // eslint-disable-line max-len -- one sentence
  return filled.length === 0 ? undefined : { copy: filled.reduce(withFiller, document), filled };
}

function withFiller(value: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((entry: unknown, i) => (i === step ? withFiller(entry, rest) : entry));
  if (!isObject<unknown>(value)) return value;
  return { ...value, [step]: rest.length === 0 ? FILLERS[step] : withFiller(value[step], rest) };
}
