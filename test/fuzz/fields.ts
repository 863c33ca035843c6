import { DEFAULT_RELEASE } from 'cdk8s-istio';
import * as fc from 'fast-check';
import { kinds } from '../../lib/kinds';
import { apiVersionOf } from '../../lib/kinds/kind';
import { type Field, fieldsOf, specWith } from '../lib/istio-api/fields';
import { expectChecked } from './alone';
import type { Fuzzer } from './fuzzer';
import { grammars } from './values';
import { namesOf } from './values/name';

/** A field of a kind, and what is tried in it. */
interface Target {
  readonly kind: string;
  readonly path: string;
  readonly values: fc.Arbitrary<unknown>;
  holding(value: unknown): object;
}

const everything = fc.oneof(...grammars.map(({ values }) => values));

/** Values for a field: of the types that it takes, of any other, and of its own list of names. */
function valuesOf(path: string, field: Field): fc.Arbitrary<unknown> {
  const own = grammars.filter(({ takes }) => takes(path, field)).map(({ values }) => ({ weight: 3, arbitrary: values }));
  return fc.oneof(...own, { weight: 3, arbitrary: everything }, ...(field.enum ? [{ weight: 9, arbitrary: namesOf(field.enum) }] : []));
}

/** Every field of every kind, the spec itself among them. */
export const targets: readonly Target[] = Object.values(kinds).flatMap((kind) => {
  const fields = fieldsOf(kind.kind);
  const apiVersion = apiVersionOf(kind, DEFAULT_RELEASE);
  return Object.entries(fields).map(([path, field]) => ({
    kind: kind.kind,
    path,
    values: valuesOf(path, field),
    holding: (value: unknown) => ({ apiVersion, kind: kind.kind, metadata: { name: 'a', namespace: 'shop' }, spec: specWith(fields, path, value) }),
  }));
});

/** One value, right or wrong, in one field, and around it what the kind requires. */
export const fieldFuzzer: Fuzzer<object> = {
  name: 'fields',
  share: 45,
  inputs: fc.nat(targets.length - 1).chain((i) => targets[i]!.values.map((value) => targets[i]!.holding(value))),
  check(resource) {
    expectChecked(resource);
  },
};
