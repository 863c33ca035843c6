import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TrafficCase } from './case';

/** Every case, from the files of the folder: each exports a list of them as `cases`. */
export function allCases(): readonly TrafficCase[] {
  const folder = join(__dirname, 'cases');
  return readdirSync(folder).filter((file) => file.endsWith('.ts')).sort()
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    .flatMap((file) => (require(join(folder, file)) as { cases: readonly TrafficCase[] }).cases);
}
