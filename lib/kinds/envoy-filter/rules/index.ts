import { proxyVersionIsRegex, proxyVersionTooLong } from './proxy-version';
import { waypointContext } from './waypoint-context';
import { waypointPort } from './waypoint-port';

/** The rules of EnvoyFilter. */
export const rules = [proxyVersionIsRegex, proxyVersionTooLong, waypointContext, waypointPort];
