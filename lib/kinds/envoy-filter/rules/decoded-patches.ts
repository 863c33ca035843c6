import { type Path, renderPath } from '../../../core/finding';
import { lastAsked } from '../../../core/last-asked';
import type { Detail } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import type { Decoded, ValueProblem } from '../values/decode';
import { patchesBeforeValue } from './stages';

/** What istiod makes of the value of one patch, and where the value stands. */
export interface DecodedPatch {
  readonly at: Path;
  readonly decoded: Decoded;
}

/** The values that istiod decodes, in the order of the patches. */
export const decodedPatches = lastAsked((spec: Json<EnvoyFilterSpec>): readonly DecodedPatch[] => {
  const decoded: DecodedPatch[] = [];
  for (const { at, patch: { applyTo = '', patch: { value } = {} } } of patchesBeforeValue(spec)) {
    if (value === undefined) continue;
    const { decode, OBJECT_TYPES } = decoder();
    const type = OBJECT_TYPES.get(applyTo); // none: the schema refuses the word
    if (type !== undefined) decoded.push({ at: [...at, 'patch', 'value'], decoded: decode(type, value) });
  }
  return decoded;
});

/** The first of several problems that istiod reports as one, with the places of the others. */
export function asOne(at: Path, [first, ...others]: readonly ValueProblem[]): [at: Path, detail: Detail] {
  const { at: place, ...detail } = first!;
  const shown = others.slice(0, 5).map((other) => renderPath(other.at));
  const more = others.length > shown.length ? `${shown.join(', ')} and ${others.length - shown.length} more` : shown.join(', ');
  return [[...at, ...place], { ...detail, message: others.length > 0 ? `${detail.message}; the same at ${more}` : detail.message }];
}

/** The decoder and its table are loaded with the first value. */
function decoder(): typeof import('../values') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see lib/kinds/index.ts
  return require('../values') as typeof import('../values');
}
