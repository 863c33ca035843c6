import { check } from 'cdk8s-istio';
import { type FormatRun, printTable } from './format';

/** A set of resources and what `istioctl analyze` says about them. */
export interface AnalysisCase {
  readonly id: string;
  readonly messages: readonly Message[];
  readonly docs: readonly unknown[];
}

/** A message, as far as it is compared. */
export interface Message {
  readonly code: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What only one side says of a case. */
export interface Differences {
  readonly both: readonly string[];
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

/** Our findings that have a code of upstream's, as messages. */
export function ourMessages({ docs }: AnalysisCase): Message[] {
  return check(docs, { world: 'closed' }).flatMap(({ aliases = [], resource }) => aliases.filter((code) => code.startsWith('IST')).map((code) => ({ ...resource, code })));
}

/** Holds two lists of messages against each other; a message counts as often as it is there. */
export function differences(upstream: readonly Message[], ours: readonly Message[]): Differences {
  const extra = ours.map(keyOf);
  const missed: string[] = [];
  const both: string[] = [];
  for (const key of upstream.map(keyOf)) {
    const at = extra.indexOf(key);
    if (at < 0) missed.push(key);
    else both.push(...extra.splice(at, 1));
  }
  return { both, missed, extra };
}

function keyOf({ code, kind = '', namespace = '', name = '' }: Message): string {
  return `${code} ${kind} ${namespace}/${name}`;
}

/** Compares all cases and prints agreement by code. */
export const runAnalysis: FormatRun<AnalysisCase> = (cases, print, most) => {
  const all = cases.map((given) => ({ given, found: differences(given.messages, ourMessages(given)) }));
  const codes = [...new Set(all.flatMap(({ found: { both, missed, extra } }) => [...both, ...missed, ...extra].map(codeOf)))].sort();
  const rows = codes.map((code) => {
    const count = (side: keyof Differences): string => (
      String(all.flatMap(({ found }) => found[side].filter((key) => codeOf(key) === code)).length)
    );
    return [code, count('both'), count('missed'), count('extra')];
  });
  printTable([['code', 'both', 'missed', 'extra'], ...rows], print);
  const wrong = all.filter(({ found: { missed, extra } }) => missed.length + extra.length > 0);
  print(`${cases.length} sets, ${wrong.length} with other messages`);
  for (const { given, found: { missed, extra } } of wrong.slice(0, most)) {
    print(`  ${given.id}\n    only istioctl: ${missed.join(', ') || 'nothing'}\n    only we: ${extra.join(', ') || 'nothing'}`);
  }
  return wrong.length === 0;
};

function codeOf(key: string): string {
  return key.slice(0, key.indexOf(' '));
}
