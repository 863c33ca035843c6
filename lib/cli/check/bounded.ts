import type { Finding, Path, RelatedResource, ResourceId } from '../../core/finding';
import { cut, MESSAGE } from '../../core/shown';
import type { Suppression } from '../../core/suppression/acknowledgement';

const NAME = 300;
const STEPS = 16;
/** Longer edits are left out: a part of them would be wrong. */
const EDITS = 4_000;
/** How many other sides of one finding are written. */
export const MOST_RELATED = 20;

/** How many other sides a finding has that are not written. */
interface Bounded {
  readonly moreRelated?: number;
}

/** The finding with every text cut that is longer than any right one: a finding takes little room, whatever the user wrote. */
export function bounded<F extends Finding & { readonly suppressed?: Suppression }>(finding: F): F & Bounded {
  const { message, fix, edits, related, suppressed } = finding;
  return {
    ...finding,
    ...boundedPlace(finding),
    message: cut(message, MESSAGE),
    ...(fix === undefined ? {} : { fix: cut(fix, MESSAGE) }),
    ...(edits && JSON.stringify(edits).length > EDITS ? { edits: undefined } : {}),
    ...(related ? { related: related.slice(0, MOST_RELATED).map((other) => ({ ...other, ...boundedPlace(other) })) } : {}),
    ...(related && related.length > MOST_RELATED ? { moreRelated: related.length - MOST_RELATED } : {}),
    ...(suppressed?.reason === undefined ? {} : { suppressed: { ...suppressed, reason: cut(suppressed.reason, MESSAGE) } }),
  };
}

function boundedPlace({ resource, path, construct }: RelatedResource): Partial<RelatedResource> {
  return {
    ...(resource ? { resource: boundedId(resource) } : {}),
    ...(path ? { path: boundedPath(path) } : {}),
    ...(construct === undefined ? {} : { construct: cut(construct, NAME) }),
  };
}

function boundedId(id: ResourceId): ResourceId {
  const { apiVersion, kind, namespace, name } = id;
  return {
    ...id,
    apiVersion: cut(apiVersion, NAME),
    kind: cut(kind, NAME),
    ...(namespace === undefined ? {} : { namespace: cut(namespace, NAME) }),
    name: cut(name, NAME),
  };
}

function boundedPath(path: Path): Path {
  const steps = path.map((step) => (typeof step === 'string' ? cut(step, NAME) : step));
  return steps.length <= 2 * STEPS ? steps : [...steps.slice(0, STEPS), '…', ...steps.slice(-STEPS)];
}
