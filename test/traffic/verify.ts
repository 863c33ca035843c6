import type { Call, Look, TrafficCase, Verdict } from './case';
import { broken } from './promise';
import { askedOf, lookedAt, type Recording, type World, worldOf } from './recording';

/** What the recording was made of, in the shape of {@link questionsOf}. */
export function recordedQuestions(recording: Recording): object {
  const { resources, around, proxies, mesh, answers = [], facts = [], verdicts = [], calls = [] } = recording;
  const world = { resources, around, proxies, ...(mesh ? { mesh } : {}) };
  const of = (all: readonly { readonly of: object }[]): object[] => all.map((each) => each.of);
  return { ...world, asks: answers.map(({ asked }) => asked), looks: of(facts), verdicts: of(verdicts), calls: of(calls) };
}

/** All that the answers depend on. */
export function questionsOf(one: TrafficCase): World & { asks: object[]; looks: object[]; verdicts: object[]; calls: object[] } {
  const { asks = [], looks = [], verdicts = [], calls = [] } = one;
  const lookedAtAll = (all: readonly (Look | Verdict | Call)[]): object[] => all.map(lookedAt);
  const others = { looks: lookedAtAll(looks), verdicts: lookedAtAll(verdicts), calls: lookedAtAll(calls) };
  return { ...worldOf(one), asks: asks.map(askedOf), ...others };
}

/** What the control plane says against the resources, that the case does not account for. */
export function objections({ unavoidable = {} }: Pick<TrafficCase, 'unavoidable'>, { admitted }: Pick<Recording, 'admitted'>): string[] {
  const known = Object.keys(unavoidable);
  const warned = admitted.flatMap(({ resource, warnings = [] }) => warnings.map((warning) => ({ resource, warning })));
  return [
    ...admitted.filter(({ ok }) => !ok).map(({ resource, refused = [] }) => `${resource} is refused: ${refused.join(' ')}`),
    ...warned.filter(({ warning }) => !known.some((part) => warning.includes(part))).map(({ resource, warning }) => `${resource}: ${warning}`),
    ...known.filter((part) => !warned.some(({ warning }) => warning.includes(part))).map((part) => `no warning has "${part}": take it out of "unavoidable"`),
  ];
}

/** What a fresh recording says against the case; what was looked at is left to the test. */
export function problemsOf(one: TrafficCase, recording: Recording): string[] {
  return [
    ...objections(one, recording),
    ...(one.asks ?? []).flatMap((ask, i) => broken(ask, recording.answers![i]!).map((problem) => `request ${i}: ${problem}`)),
    ...(one.verdicts ?? []).flatMap(({ expect }, i) => {
      const { verdict } = recording.verdicts![i]!;
      return verdict.includes(expect) ? [] : [`verdict ${i}: expected ${expect}, got ${verdict}`];
    }),
    ...(one.calls ?? []).flatMap(({ expect }, i) => {
      const { status } = recording.calls![i]!;
      return status === expect ? [] : [`call ${i}: expected ${expect}, got ${status}`];
    }),
  ];
}
