import { quote } from '../../lib/core/quote';
import { unknownName } from '../../lib/core/suggest';

/** A word that options of this package have for an idea. @internal */
export interface Word {
  /** The idea, as the glossary describes it. */
  readonly idea: string;
  /** Other words for it: no option has them, and a program that writes one of them reads this word. */
  readonly others: readonly string[];
  /** What to write; the word alone where there is nothing more to it. */
  readonly write?: string;
}

/** The words of options by idea; Istio's own word where it has one. @internal */
export const VOCABULARY: Readonly<Record<string, Word>> = {
  workload: {
    idea: 'the pods that it is about, as `{ labels, serviceAccount? }`',
    others: ['selector', 'workloadSelector', 'podSelector', 'pods', 'matchLabels'],
    write: 'workload: { labels: { … } }',
  },
  dnsWorkload: { idea: 'the pods that resolve DNS', others: ['dnsPods'], write: 'dnsWorkload: { labels: { … } }' },
};

/** Options that have moved into another one. @internal */
export const MOVED: Readonly<Record<string, string>> = {
  serviceAccount: 'workload: { serviceAccount: … }',
};

/** What is refused of an option that a construct does not have: the word that it has for the same idea comes first. @internal */
export function unknownOption(option: string, known: readonly string[]): { readonly message: string; readonly fix?: string } {
  const { message, fix } = unknownName(option, known, 'no options');
  const wanted = rightWord(option, known);
  if (wanted === undefined) return { message, ...(fix === undefined ? {} : { fix }) };
  return { message: `Unknown option ${quote(option)}: here it is ${wanted}`, fix: `write ${wanted}` };
}

/** What to write for an idea among the options that are known. */
function rightWord(option: string, known: readonly string[]): string | undefined {
  const moved = MOVED[option];
  if (moved !== undefined && known.includes(moved.split(':')[0]!)) return moved;
  const word = known.find((name) => VOCABULARY[name]?.others.includes(option));
  return word === undefined ? undefined : VOCABULARY[word]!.write ?? word;
}
