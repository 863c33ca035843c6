import { celProblem, compileRegex, isCidr, isIp, isIpv4, parseGoDuration, regexProblem, requestUri } from '../../../lib/values';
import verdicts from './go-verdicts.json';

/*
 * What Go 1.26 itself says, one case a line: time.ParseDuration (nanoseconds), netip.ParseAddr (its version), the same or for what has
 * exactly one slash netip.ParsePrefix, regexp.Compile, and MatchString of `\A(?:…)\z`, url.ParseRequestURI (the scheme), and Parse of
 * cel-go 0.28 with its defaults. null: an error. Half a surrogate pair was given to
 * Go as U+FFFD.
 */
const answers: Record<string, (text: string, input: string) => string | boolean | null> = {
  duration: (text) => parseGoDuration(text)?.toString() ?? null,
  ip: (text) => (!isIp(text) ? null : isIpv4(text) ? '4' : '6'),
  cidr: (text) => isCidr(text) || null,
  regex: (text) => regexProblem(text) === undefined || null,
  cel: (text) => celProblem(text) === undefined || null,
  requestUri: (text) => requestUri(text).scheme ?? null,
  match: (text, input) => compileRegex(text)?.matches(input) ?? null,
};

test.each(Object.keys(answers))('every %s is read as Go reads it', (type) => {
  const cases = verdicts.filter((line) => line[0] === type) as [string, ...string[]][];
  expect(cases.length).toBeGreaterThan(30);
  expect(cases.map((line) => [...line.slice(0, -1), answers[type]!(line[1]!, line[2]!)])).toEqual(cases);
});
