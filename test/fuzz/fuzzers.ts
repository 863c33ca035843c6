import { containerFuzzer } from './containers';
import { fieldFuzzer } from './fields';
import { fileNameFuzzer } from './file-names';
import type { Fuzzer } from './fuzzer';
import { callFuzzer, programFuzzer } from './programs';
import { meshFuzzer, resourceFuzzer } from './resources';
import { textFuzzer } from './texts';

/** All fuzzers; their shares are parts of a hundred. */
export const fuzzers: readonly Fuzzer[] = [
  fieldFuzzer, resourceFuzzer, meshFuzzer, containerFuzzer, textFuzzer, fileNameFuzzer, programFuzzer, callFuzzer,
];
