import * as fc from 'fast-check';
import { parse } from 'yaml';
import { FORMATS } from '../../lib/cli/check/writers';
import { inProportion } from './cost';
import { Broken, type Fuzzer } from './fuzzer';
import { TRICKY } from './mutate';
import { expectExitCode, expectOutput, reportOf } from './output';
import { seeds } from './resources';
import { run } from './terminal';

const json = seeds.map((text) => JSON.stringify(parse(text)));
const texts: readonly string[] = [
  ...seeds,
  ...json,
  ...json.map((text) => JSON.stringify(JSON.parse(text), undefined, 2)),
  `{"apiVersion":"v1","kind":"List","items":[${json.slice(0, 5).join(',')}]}`,
  seeds.slice(0, 4).join('---\n'),
];

const PIECES: readonly string[] = [
  ...TRICKY, '\n---\n', '\n...\n', '---', '&a ', '*a', '<<: *a\n', '!!binary ', '|\n', '>-\n', ': ', '- ', '? ', '# ', '%YAML 1.1\n', '{}', '[]', ': {', ': [', '\r', '\n\n\n',
  'metadata:\n  name: "a\\n::error file=x::pwned\\nb"\n', 'kind: "\\e[2J"\n', 'cdk8s-istio/acknowledge: "*: x"\n', '"\\u202e"', 'é'.repeat(40), ' '.repeat(3_000), '[['.repeat(60),
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly what: 'byte' | 'piece' | 'remove' | 'copy' | 'repeat';
  readonly piece: string;
  readonly byte: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(4_000),
  length: fc.nat(60),
  what: fc.constantFrom('byte', 'byte', 'piece', 'piece', 'piece', 'remove', 'copy', 'repeat'),
  piece: fc.constantFrom(...PIECES),
  byte: fc.nat(255),
});

function edited(bytes: Buffer, { at, length, what, piece, byte }: Edit): Buffer {
  const from = at % (bytes.length + 1);
  const [before, part, after] = [bytes.subarray(0, from), bytes.subarray(from, from + length), bytes.subarray(from + length)];
  switch (what) {
    case 'byte': return Buffer.concat([before, Buffer.of(byte), bytes.subarray(from + 1)]);
    case 'piece': return Buffer.concat([before, Buffer.from(piece), bytes.subarray(from)]);
    case 'remove': return Buffer.concat([before, after]);
    case 'copy': return Buffer.concat([before, part, part, after]);
    case 'repeat': return Buffer.concat([before, ...Array.from({ length: byte }, () => part), after]);
  }
}

interface Input {
  readonly bytes: Buffer;
  readonly format: (typeof FORMATS)[number];
}

/** Changed texts through the command: what it reads, writes and exits with. */
export const textFuzzer: Fuzzer<Input> = {
  name: 'texts',
  share: 10,
  inputs: fc.record({
    text: fc.constantFrom(...texts), edits: fc.array(edit, { minLength: 1, maxLength: 4 }), format: fc.constantFrom(...FORMATS),
  }).map(({ text, edits, format }) => ({ bytes: edits.reduce(edited, Buffer.from(text)), format })),
  isAsync: true,
  async check({ bytes, format }) {
    const first = await run(['check', '-', '-o', 'json'], bytes);
    const second = await inProportion(bytes.length, () => run(['check', '-', '-o', format], bytes));
    if (first.code === 2 && first.stdout === '') throw new Broken('every text has a report', first.stderr);
    const report = reportOf(first);
    expectOutput(format, second, report);
    expectExitCode(first, report);
    if (first.code !== second.code) throw new Broken('two runs agree', `exit codes ${first.code} and ${second.code}`);
    if (format === 'json' && first.stdout !== second.stdout) throw new Broken('two runs agree', 'outputs differ');
  },
  show: ({ bytes, format }) => `-o ${format} ${JSON.stringify(bytes.toString('latin1'))}`,
};
