import { variableProblem } from '../../../lib/values';
import recorded from './envoy-formats.json';

// What a real Envoy says of the texts as the value of a header: write-envoy-formats.ts asks it anew.

test.each(Object.entries(recorded))('Envoy takes %s: %s', (text, isTaken) => {
  expect(variableProblem(text) === undefined).toBe(isTaken);
});

test.each([
  ['%FOO%', 'Envoy has no variable "FOO"'],
  ['%DOWNSTREAM_REMOTE_ADRESS%', 'Envoy has no variable "DOWNSTREAM_REMOTE_ADRESS"; DOWNSTREAM_REMOTE_ADDRESS is one'],
  ['100%off%', 'a percent sign is neither doubled nor the start of a variable of Envoy'],
  ['%REQ%', 'REQ needs arguments, as in %REQ(…)%'],
  ['%PROTOCOL(x)%', 'PROTOCOL takes no arguments and no length'],
  ['%START_TIME:5%', 'START_TIME takes no length'],
  ['%REQ(x y)%', 'the name of a header in REQ has no white space'],
])('%s: %s', (text, problem) => {
  expect(variableProblem(text)).toBe(problem);
});
