import type { z } from 'zod';
import { compareReleases, type IstioRelease } from '../core/release';
import type { Rule } from '../core/rule';

/** What is loaded of a kind when the first resource of that kind is checked. */
export interface KindModule {
  /** What each field of `spec` may hold. */
  readonly schema: z.ZodType;
  /** What the fields mean together. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each rule knows the spec of its own kind
  readonly rules: readonly Rule<any>[];
}

/** What is known of a kind without loading it. */
export interface Kind {
  readonly kind: string;
  readonly group: string;
  /** API versions, the preferred one first. */
  readonly versions: readonly { readonly name: string; readonly since?: string }[];
  /** The first part of the ids of its rules, and the name of its folder. */
  readonly topic: string;
  /** True when the API server wants a spec, be it empty. */
  readonly specRequired?: boolean;
  load(): KindModule;
}

/** The best apiVersion that the release serves. */
export function apiVersionOf(kind: Kind, release: IstioRelease): string {
  const served = kind.versions.find(({ since }) => since === undefined || compareReleases(since, release) <= 0);
  return `${kind.group}/${(served ?? kind.versions[0]!).name}`;
}
