import * as fc from 'fast-check';
import { DEFAULT_RELEASE, type IstioRelease, RELEASES } from 'cdk8s-istio';
import { kindOf } from '../../../lib/kinds';
import { checkInDetail } from '../../../lib/values/check-schema';
import { conforms } from '../../../lib/values/conforms';
import { readCases } from '../../conformance/run';
import { fieldFuzzer } from '../../fuzz/fields';
import { resourceFuzzer } from '../../fuzz/resources';
import { PROPERTIES_MS } from '../../support/time-limits';

// The quick answer is the detailed one, or "not sure": it never lets pass what the check in detail reports.

interface Document {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly spec?: unknown;
}

/** Both verdicts on the spec of a resource; undefined for what has no spec of a known kind. */
function verdicts({ apiVersion, kind, spec }: Document, release: IstioRelease): { quick: boolean; detailed: boolean } | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || spec === undefined) return undefined;
  const schema = kindOf(apiVersion, kind)?.load().schema;
  if (!schema) return undefined;
  let reported = 0;
  const { sound } = checkInDetail(schema, spec, ['spec'], release, () => { reported++; });
  return { quick: conforms(schema, spec, release), detailed: reported === 0 && sound === spec };
}

test('agrees with the check in detail about each recorded case, of the oldest release and the default one', () => {
  const cases = readCases('test/conformance/cases');
  for (const release of [RELEASES[0], DEFAULT_RELEASE]) {
    for (const { doc } of cases) {
      const both = verdicts(doc as Document, release);
      if (both && both.quick !== both.detailed) throw new Error(`${release}: ${JSON.stringify(both)} of ${JSON.stringify(doc)}`);
    }
  }
  expect(cases.filter(({ doc }) => verdicts(doc as Document, DEFAULT_RELEASE)?.quick).length).toBeGreaterThan(cases.length / 4);
}, PROPERTIES_MS);

test.each([fieldFuzzer, resourceFuzzer])('agrees with the check in detail about any input: %#', ({ inputs }) => {
  fc.assert(fc.property(inputs as fc.Arbitrary<object>, fc.constantFrom(...RELEASES), (resource, release) => {
    const both = verdicts(resource as Document, release);
    return both === undefined || both.quick === both.detailed;
  }), { numRuns: 2_000 });
}, PROPERTIES_MS);
