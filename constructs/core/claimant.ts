import type { Claimant } from '../../lib/composition/claim';
import type { SourceLocation } from '../../lib/core/finding';
import type { Source } from './source';

/** A construct as findings name it. There are several of every host, so its line is looked up only when a finding does. @internal */
export class ConstructClaimant implements Claimant {
  public constructor(public readonly construct: string, private readonly origin: Source) {}

  public get source(): SourceLocation | undefined {
    return this.origin.location;
  }
}

/** The construct and its line, as far as it is known. @internal */
export function placeOf({ construct, source }: Claimant): Claimant {
  return { construct, ...(source ? { source } : {}) };
}

/** A model as plain data: a copy in which claimants are what they say. @internal */
export function described<T>(model: T): T {
  if (model instanceof ConstructClaimant) return placeOf(model) as T;
  if (Array.isArray(model)) return model.map(described) as T;
  if (typeof model !== 'object' || model === null) return model;
  return Object.fromEntries(Object.entries(model).map(([key, value]) => [key, described(value as unknown)])) as T;
}
