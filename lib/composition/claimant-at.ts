import type { Path } from '../core/finding';
import type { Claimant, HostModel } from './model';
import { leafAt } from './policy';
import { httpRoutesOf } from './render-virtual-service';
import type { Route } from './routes';

/** The construct that a field of the VirtualService is from; `undefined` where nobody said it alone. */
export function claimantOfRoutes(model: HostModel, routes: readonly Route[], [, list, index, ...field]: Path): Claimant | undefined {
  if (list !== 'http') return list === 'tls' || list === 'tcp' ? model.shares?.by : undefined;
  const route = typeof index === 'number' ? httpRoutesOf(model, routes)[index]?.of : undefined;
  if (route === undefined) return undefined;
  const leaf = behaviourAt(route, field);
  if (leaf !== undefined) return route.behaviours[leaf]?.by;
  // The match of a route that nobody pins is that of the behaviours for which it was split off.
  return field[0] === 'route' ? model.shares?.by : route.by ?? Object.values(route.behaviours)[0]?.by;
}

const LEAVES: Readonly<Record<string, string>> = { timeout: 'timeout', retries: 'retries', fault: 'fault', corsPolicy: 'cors' };

function behaviourAt({ behaviours }: Route, [field, part, how, name]: Path): string | undefined {
  const leaves = Object.keys(behaviours);
  if (field === 'rewrite') return part === 'authority' ? 'rewrite authority' : 'rewrite path';
  if (field === 'mirrors') return leaves.filter((leaf) => leaf.startsWith('mirror '))[Number(part)];
  if (field !== 'headers') return LEAVES[String(field)];
  const onSide = leaves.filter((leaf) => leaf.startsWith(`${String(part)} header `));
  if (how === 'set') return onSide.find((leaf) => leaf.endsWith(` header ${String(name)}`));
  return onSide.filter((leaf) => behaviours[leaf]!.value === null)[Number(name)];
}

/** The construct that a field of a DestinationRule is from; `undefined` where nobody said it alone. */
export function claimantOfPolicy({ policies, versions }: HostModel, [, block, ...rest]: Path): Claimant | undefined {
  const [index, , ...inSubset] = rest;
  const version = block === 'subsets' ? Object.keys(versions)[Number(index)] : undefined;
  const field = block === 'subsets' ? inSubset : rest;
  const leaf = leafAt(field[0] === 'portLevelSettings' ? field.slice(2) : field);
  if (leaf === undefined) return undefined;
  const claims = [...policies.filter((policy) => policy.version === version), ...policies.filter((policy) => policy.version === undefined)];
  return claims.find(({ leaves }) => leaves[leaf])?.leaves[leaf]?.by;
}
