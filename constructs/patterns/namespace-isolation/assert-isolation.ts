import type { Construct } from 'constructs';
import { refuse } from '../../core/refuse';
import { quoteConstruct } from '../../core/quote-construct';
import { assertSameApp } from '../../core/same-app';
import { isolationRules } from './isolation-rules';
import { NamespaceIsolation } from './namespace-isolation';

/** Refuses what is not the isolation of a namespace. @internal */
export function assertIsolation(pattern: Construct, isolation: unknown): asserts isolation is NamespaceIsolation {
  if (!(isolation instanceof NamespaceIsolation)) {
    refuse(pattern, isolationRules.notAnIsolation, ['isolation'], {
      message: `Expected a NamespaceIsolation, got ${quoteConstruct(isolation)}`,
    });
  }
  assertSameApp(pattern, isolation, ['isolation']);
}
