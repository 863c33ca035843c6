import { filterMatch } from './filter-match';
import { matchFits } from './match-fits';
import { noStableInterface } from './no-stable-interface';
import { oneTarget } from './one-target';
import { patchParts } from './patch-parts';
import { proxyVersionIsRegex } from './proxy-version-is-regex';
import { proxyVersionTooLong } from './proxy-version-too-long';
import { selectorKey } from './selector-key';
import { selectorSelectsAll } from './selector-selects-all';
import { targetNamespace } from './target-namespace';
import { waypointContext } from './waypoint-context';

/** The rules of EnvoyFilter. */
export const rules = [
  filterMatch, matchFits, noStableInterface, oneTarget, patchParts, proxyVersionIsRegex, proxyVersionTooLong, selectorKey,
  selectorSelectsAll, targetNamespace, waypointContext,
].flat();
