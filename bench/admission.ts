import { check } from 'cdk8s-istio';
import { readCases } from '../test/conformance/run';
import { medianRatio, seconds } from './median';

/** Resources of every kind that the control plane accepts without a word, again and again until there are as many as asked for. */
function mix(size: number): unknown[] {
  const accepted = readCases('test/conformance/cases').filter(({ ok, warnings }) => ok && !warnings?.length).map(({ doc }) => doc);
  return Array.from({ length: size }, (_, i) => structuredClone(accepted[i % accepted.length]));
}

/** Time of `check` for each resource alone over the time to parse and stringify each once. */
export function admissionPerObject(size: number, rounds: number): number {
  const resources = mix(size);
  const texts = resources.map((resource) => JSON.stringify(resource));
  check(resources, { scope: 'admission' });
  return medianRatio(
    rounds,
    () => seconds(() => check(resources, { scope: 'admission' })),
    () => seconds(() => {
      for (const text of texts) JSON.stringify(JSON.parse(text));
    }),
  );
}

/** Time for each of many resources over the time for each of few. */
export function admissionGrowth(large: number, small: number, rounds: number): number {
  const many = mix(large);
  const few = mix(small);
  const repeats = Math.floor(large / small);
  check(many.slice(0, 20 * small), { scope: 'admission' }); // the first thousands pay for compiling, whichever side they are on
  return medianRatio(
    rounds,
    () => seconds(() => check(many, { scope: 'admission' })) / large,
    () => seconds(() => {
      for (let i = 0; i < repeats; i++) check(few, { scope: 'admission' });
    }) / repeats / small,
  );
}
