import type { Construct } from 'constructs';
import { quote } from '../../../lib/core/quote';
import { refuse } from '../../core/refuse';
import { arePodLabels } from '../../core/pod-labels';
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

/** What is wrong with the labels of a workload, if anything. @internal */
export function labelsProblem(labels: unknown): string | undefined {
  return arePodLabels(labels) ? undefined : `Expected labels of the workload's pods, got ${quote(labels)}`;
}
