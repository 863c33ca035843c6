import type { AtMostOne } from '../../../values/types';

/**
 * Compares a text, with its case.
 *
 * Where a header or a query parameter is compared, an empty object means that it is there, whatever its value.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export type StringMatch = AtMostOne<StringMatchKinds>;

/** How to compare a text. */
export interface StringMatchKinds {
  /** The whole text is this one. */
  readonly exact: string;
  /** The text starts with this one, which must not be empty except for a URI. */
  readonly prefix: string;
  /** The whole text matches this regular expression, in RE2 syntax and of at most 1024 bytes. */
  readonly regex: string;
}
