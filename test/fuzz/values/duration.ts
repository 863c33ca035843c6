import * as fc from 'fast-check';
import { digits, maybe, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const unit = fc.constantFrom('ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h', 'd', '');
const part = sequence(digits(2_562_047, 9_223_372_036, 315_576_000_000), maybe(sequence('.', digits())), unit);

export const durations: ValueGrammar = {
  name: 'duration',
  takes: (path, { type, cel, format }) => type === 'string'
    && (format === 'duration' || (cel ?? []).some((rule) => rule.includes('duration(')) || /(timeout|interval|duration|ttl|delay|backoff|maxAge)$/i.test(path)),
  values: mutated(sequence(maybe(fc.constantFrom('-', '+')), several(part, 3))),
};
