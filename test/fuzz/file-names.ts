import * as fc from 'fast-check';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from '../../lib/cli/check/writers';
import type { Fuzzer } from './fuzzer';
import { TRICKY } from './mutate';
import { expectExitCode, expectOutput, reportOf } from './output';
import { seeds } from './resources';
import { EMPTY, run } from './terminal';

const part = fc.constantFrom(...TRICKY.filter((text) => !/[/\0\ud800-\udfff]/.test(text) && Buffer.byteLength(text) < 60));

interface Input {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly format: (typeof FORMATS)[number];
}

/** Folders and files with odd names. */
export const fileNameFuzzer: Fuzzer<Input> = {
  name: 'file names',
  share: 1,
  inputs: fc.record({
    folder: part.map((name) => `d${name}`),
    file: fc.tuple(part, part, fc.constantFrom('.yaml', '.json', '.yml', '')).map((parts) => `f${parts.join('')}`),
    text: fc.constantFrom('', 'a', 'a: [', ...seeds.slice(0, 6), ...seeds.slice(0, 6).map((seed) => seed.replace('spec:', 'sepc:'))),
    format: fc.constantFrom(...FORMATS),
  }),
  isAsync: true,
  async check({ folder, file, text, format }) {
    const path = join(EMPTY, 'names', folder, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    try {
      const first = await run(['check', '.', '-o', 'json'], undefined, join(EMPTY, 'names'));
      const report = reportOf(first);
      expectExitCode(first, report);
      expectOutput('json', first, report);
      expectOutput(format, await run(['check', '.', '-o', format], undefined, join(EMPTY, 'names')), report);
    } finally {
      rmSync(join(EMPTY, 'names'), { recursive: true });
    }
  },
};
