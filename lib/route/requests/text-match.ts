import type { TextTest } from '../../match/text-test';

/** A match of text in Istio's words, its alternatives side by side. */
export interface TextMatchSpec {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** The test of a match; undefined for one that is empty. Source: networking/util/util.go#ConvertToEnvoyMatch. */
export function textTest({ exact, prefix, regex }: TextMatchSpec): TextTest | undefined {
  if (exact !== undefined) return { exact };
  if (prefix !== undefined) return { prefix };
  return regex === undefined ? undefined : { regex };
}
