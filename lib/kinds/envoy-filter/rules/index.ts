import { oneTarget } from './one-target';
import { proxyVersionIsRegex, proxyVersionTooLong } from './proxy-version';
import { targetNamespace } from './target-namespace';
import { waypointContext } from './waypoint-context';

/** The rules of EnvoyFilter. */
export const rules = [oneTarget, proxyVersionIsRegex, proxyVersionTooLong, targetNamespace, waypointContext];
