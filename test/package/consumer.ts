/**
 * A program as a user of the package writes it. package.test.ts compiles it against the packed tarball with every
 * compiler and module resolution we support, and runs it. Extend it with whatever is public.
 */
import * as istio from 'cdk8s-istio';

if (Object.keys(istio).length === 0) {
  throw new Error('The package exports nothing');
}
