import { Lazy } from 'cdk8s';
import type { Claimant } from '../../lib/composition/claim';
import type { Written } from '../../lib/composition/written';
import type { Path } from '../../lib/core/finding';

/** What was written last for each spec of {@link writtenSpec}. */
const LAST_WRITTEN = new WeakMap<object, Written<unknown>>();

/** A spec that is built each time it is rendered, so that it has what all constructs of the tree claimed until then. @internal */
export function lazySpec<Spec>(produce: () => Spec): Spec {
  return Lazy.any({ produce }) as Spec;
}

/** A {@link lazySpec} whose fields are claimed by other constructs than the one that makes the resource. @internal */
export function writtenSpec<Spec>(write: () => Written<Spec>): Spec {
  const spec = lazySpec(() => {
    const written = write();
    LAST_WRITTEN.set(spec as object, written);
    return written.spec;
  });
  return spec;
}

/** The construct that claimed a field of a spec, as it was rendered last; `undefined` where no construct but the owner did. @internal */
export function claimantIn(spec: unknown, path: Path): Claimant | undefined {
  return typeof spec === 'object' && spec !== null ? LAST_WRITTEN.get(spec)?.claimantAt(path) : undefined;
}
