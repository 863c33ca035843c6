import { DEFAULT_RELEASE } from '../../../core/release';
import type { Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyConfigPatch, EnvoyFilterSpec } from '../api';
import { checkedPatches, type PlacedPatch } from './checked-patches';
import { filterMatch } from './filter-match';
import { listenerMatchFits } from './match-fits';
import { patchParts } from './patch-parts';
import { proxyVersionIsRegex } from './proxy-version-is-regex';

// istiod looks at the parts of a patch one after the other and stops at the first error, so what it says of a later part depends on
// the rules for those before it.

type PatchRules = readonly Rule<Json<EnvoyFilterSpec>>[];

const BEFORE_FILTER: PatchRules = [...patchParts, proxyVersionIsRegex];
const BEFORE_VALUE: PatchRules = [...BEFORE_FILTER, ...filterMatch];

/** The patches of which istiod looks at the version of the proxy. */
export function patchesBeforeVersion(spec: Json<EnvoyFilterSpec>): PlacedPatch[] {
  return [...checkedPatches(spec)].filter(({ patch }) => !isRefusedBy(patchParts, patch));
}

/** The patches of which istiod looks at the match of a filter. */
export function patchesBeforeFilter(spec: Json<EnvoyFilterSpec>): PlacedPatch[] {
  return [...checkedPatches(spec)].filter(({ patch }) => !isRefusedBy(BEFORE_FILTER, patch) && listenerMatchFits(patch));
}

/** The patches of which istiod decodes the value. */
export function patchesBeforeValue(spec: Json<EnvoyFilterSpec>): PlacedPatch[] {
  return [...checkedPatches(spec)].filter(({ patch }) => !isRefusedBy(BEFORE_VALUE, patch) && listenerMatchFits(patch));
}

function isRefusedBy(rules: PatchRules, patch: Json<EnvoyConfigPatch>): boolean {
  const resource = { apiVersion: '', kind: '', metadata: { name: '' }, spec: { configPatches: [patch] } };
  return rules.some((rule) => {
    let isRefused = false;
    rule.check(resource, () => { isRefused = true; }, { release: DEFAULT_RELEASE });
    return isRefused;
  });
}
