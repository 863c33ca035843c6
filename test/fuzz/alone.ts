import { DEFAULT_RELEASE, type Finding } from 'cdk8s-istio';
import { isDeepStrictEqual } from 'node:util';
import { checkResource } from '../../lib/kinds/check-resource';
import { expectFindings, findingsOf } from './findings';
import { type Fields, fieldsOf, join } from '../lib/istio-api/fields';
import { Broken } from './fuzzer';
import { inProportion } from './cost';

/** Checks everything that has to hold for one resource, whatever is in it. */
export function expectChecked(resource: object): readonly Finding[] {
  const findings = inProportion(JSON.stringify(resource).length, () => findingsOf([resource]));
  expectFindings(findings, [resource]);
  if (!findings.some(({ severity }) => severity === 'error')) expectSound(resource as Written);
  return findings;
}

interface Written {
  readonly kind: string;
  readonly spec?: unknown;
}

/** What rules read of a resource that nothing refuses is what was written, without the keys that the API server drops. */
function expectSound(resource: Written): void {
  const { sound } = checkResource(resource, DEFAULT_RELEASE);
  const expected = withoutNulls(resource.spec ?? {}, fieldsOf(resource.kind), '.');
  if (!isDeepStrictEqual(sound?.spec, expected)) {
    throw new Broken('what is accepted is read as it was written', `got ${JSON.stringify(sound?.spec)}, expected ${JSON.stringify(expected)}`);
  }
}

/** The value without keys of null, by Istio's own list of fields. */
function withoutNulls(value: unknown, fields: Fields, path: string): unknown {
  const field = fields[path];
  if (!field || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => withoutNulls(entry, fields, `${path}[]`));
  const inner = (key: string): string => (fields[join(path, key)] ? join(path, key) : `${path}{}`);
  const kept = Object.entries(value).filter(([key, entry]) => entry !== null || !fields[inner(key)]);
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutNulls(entry, fields, inner(key))]));
}
