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
describe.each(cases.filter(({ name }) => hasRecording(name)).map((one) => ({ ...one, one })))('$name: $promise', ({ one, name, asks = [], looks = [] }) => {
  const recording = recordingOf(name);

  test('gives the resources that were asked about, and asks the same; if a change is meant, run "npm run traffic"', () => {
    expect(questionsOf(one)).toEqual(recordedQuestions(recording));
    expect(asks.length + looks.length).toBeGreaterThan(0);
  });

  test('is accepted by the API server and by istiod without a warning', () => {
    const istio = (recording.resources as { apiVersion: string }[]).filter(({ apiVersion }) => apiVersion.includes('istio.io/'));
    expect(recording.admitted).toHaveLength(istio.length);
    expect(objections(one, recording)).toEqual([]);
    expect(check([...recording.resources]).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  if (asks.length > 0) {
    test.each(asks.map((ask, i) => ({ ask, i, to: `${ask.host}${ask.path ?? '/'}` })))('request $i from $ask.from to $to', ({ ask, i }) => {
      expect(broken(ask, recording.answers![i]!)).toEqual([]);
    });
  }

  if (looks.length > 0) {
    test.each(looks.map((look, i) => ({ look, i, what: look.cluster ?? look.listener ?? look.routes })))('at $look.at: $what', ({ look, i }) => {
      expect(recording.facts![i]).toMatchObject(look.expect);
    });
  }
});
