import { oneTarget } from './one-target';
import { proxyVersionIsRegex, proxyVersionTooLong } from './proxy-version';
import { waypointContext } from './waypoint-context';

/** The rules of EnvoyFilter. */
export const rules = [oneTarget, proxyVersionIsRegex, proxyVersionTooLong, waypointContext];
