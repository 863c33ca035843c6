import { Lazy } from 'cdk8s';

/** A spec that is built when it is asked for, when everybody has said what is to be in it. @internal */
export function lazySpec<Spec>(produce: () => Spec): Spec {
  return Lazy.any({ produce }) as Spec;
}
