import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'cdk8s-istio';
import { allCases } from './cases';
import { broken } from './promise';
import { hasRecording, recordingOf } from './recording';
import { objections, questionsOf, recordedQuestions } from './verify';

// Held to what the real istiod and Envoy said of exactly these resources.

const cases = allCases();

test('each case has a name of its own and a recording, and each recording a case', () => {
  const recorded = readdirSync(join(__dirname, 'recorded')).map((file) => file.replace(/\.yaml$/, '')).sort();
  expect(cases.map(({ name }) => name).sort()).toEqual(recorded);
});

// A case without a recording fails the test above.
const recordedCases = cases.filter(({ name }) => hasRecording(name)).map((one) => ({ ...one, one }));
describe.each(recordedCases)('$name: $promise', ({ one, name, finds = [], asks = [], looks = [], verdicts = [], calls = [] }) => {
  const recording = recordingOf(name);

  test('gives the resources that were asked about, and asks the same; if a change is meant, run "npm run traffic"', () => {
    expect(questionsOf(one)).toEqual(recordedQuestions(recording));
    expect(asks.length + looks.length + verdicts.length + calls.length).toBeGreaterThan(0);
  });

  test('is accepted by the API server and by istiod without a warning', () => {
    const istio = (recording.resources as { apiVersion: string }[]).filter(({ apiVersion }) => apiVersion.includes('istio.io/'));
    expect(recording.admitted).toHaveLength(istio.length);
    expect(objections(one, recording)).toEqual([]);
    const found = check([...recording.resources]);
    if (one.written === undefined) expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    else expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual(finds);
  });

  if (asks.length > 0) {
    test.each(asks.map((ask, i) => ({ ask, i, to: `${ask.host}${ask.path ?? '/'}` })))('request $i from $ask.from to $to', ({ ask, i }) => {
      expect(broken(ask, recording.answers![i]!)).toEqual([]);
    });
  }

  if (calls.length > 0) {
    test.each(calls.map((call, i) => ({ ...call, i })))('call $i at $at: $method $path from $from', ({ expect: status, i }) => {
      expect(recording.calls![i]!.status).toBe(status);
    });
  }

  if (verdicts.length > 0) {
    test.each(verdicts.map((verdict, i) => ({ ...verdict, i, what: verdict.listener ?? verdict.routes })))('Envoy at $at: $what', ({ expect: said, i }) => {
      expect(recording.verdicts![i]!.verdict).toContain(said);
    });
  }

  if (looks.length > 0) {
    test.each(looks.map((look, i) => ({ look, i, what: look.cluster ?? look.listener ?? look.routes })))('at $look.at: $what', ({ look, i }) => {
      expect(recording.facts![i]).toMatchObject(look.expect);
      expect(Object.keys(recording.facts![i]!).filter((fact) => look.lacks?.includes(fact))).toEqual([]);
    });
  }
});
