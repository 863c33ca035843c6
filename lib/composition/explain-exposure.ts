import { byText, routeLines } from './explain';
import type { Exposure } from './exposure';
import { type Mount, targetText } from './mount';
import { matchText } from '../match/request-match';
import { underPath } from '../match/under-path';

/**
 * A host of a gateway as text for people: what happens to a request, in order, and which construct claimed it.
 *
 * @param servedAs how clients reach the host, a line each
 * @param seesRequests false where TLS is handed on as it comes
 */
export function explainExposure(
  { host, routes, mounts, problems }: Exposure, gateway: string, servedAs: readonly string[], seesRequests: boolean,
): string {
  const lines = [`${host} (gateway ${gateway})`, ...servedAs.map((line) => `  ${line}`)];
  let number = 1;
  if (routes.length > 0) lines.push('the host itself:');
  for (const route of routes) lines.push(...routeLines(number++, route));
  for (const mount of mounts) {
    lines.push(`${placeText(mount)}: ${targetText(mount)}, ${byText(mount.by)}`);
    if (!seesRequests) continue;
    for (const route of mount.routes) lines.push(...routeLines(number++, route, mount.model));
    for (const { route, why } of mount.leftOut) lines.push(`  without effect here: route ${route.name}, for ${matchText(route.when)}, because ${why}`);
  }
  const found = problems.map(({ rule, message }) => `  ${rule.severity} ${rule.id}: ${message}`);
  return `${[...lines, ...found.length > 0 ? ['problems:', ...found] : []].join('\n')}\n`;
}

function placeText({ path, isStripped }: Mount): string {
  if (path === undefined) return 'the remaining paths';
  return `where ${matchText(underPath(path))}${isStripped ? `, with ${path} taken off` : ''}`;
}
