import { deprecatedFilterName } from './deprecated-filter-name';
import { filterMatch } from './filter-match';
import { filterMatchIgnored } from './filter-match-ignored';
import { matchFits } from './match-fits';
import { noStableInterface } from './no-stable-interface';
import { oneTarget } from './one-target';
import { patchParts } from './patch-parts';
import { patchValue } from './patch-value';
import { patchValueField } from './patch-value-field';
import { patchValueType } from './patch-value-type';
import { proxyVersionIsRegex } from './proxy-version-is-regex';
import { proxyVersionTooLong } from './proxy-version-too-long';
import { selectorKey } from './selector-key';
import { selectorSelectsAll } from './selector-selects-all';
import { targetNamespace } from './target-namespace';
import { typedConfigMissing } from './typed-config-missing';
import { waypointContext } from './waypoint-context';

/** The rules of EnvoyFilter. */
export const rules = [
  deprecatedFilterName, filterMatch, filterMatchIgnored, matchFits, noStableInterface, oneTarget, patchParts, patchValue, patchValueField,
  patchValueType, proxyVersionIsRegex, proxyVersionTooLong, selectorKey, selectorSelectsAll, targetNamespace, typedConfigMissing,
  waypointContext,
].flat();
