import { Construct } from 'constructs';
import { ofAnotherCopy } from '../../lib/core/package-copy';
import { quote } from '../../lib/core/quote';

/** A construct by its path, anything else as messages show values. @internal */
export function quoteConstruct(value: unknown): string {
  return Construct.isConstruct(value) ? `${quote(value.node.path)}${ofAnotherCopy(value)}` : quote(value);
}
