import { KNOWN_RULES, type KnownRule } from '../../core/known-rules.gen';
import { type RulePage, rulePages } from '../pages/rule-pages';
import { type Look, lookOf, type Terminal } from '../terminal';

/** Lists every rule, one a line. */
export function listRules(output: 'text' | 'json', terminal: Terminal): void {
  const rules = rulePages();
  if (output === 'json') {
    const listed = rules.map(({ id, severity, authority, aliases, summary }) => (
      { id, severity, authority, aliases, scope: KNOWN_RULES[id as KnownRule].scope, summary }
    ));
    terminal.stdout.write(`${JSON.stringify(listed, undefined, 2)}\n`);
    return;
  }
  terminal.stdout.write(listText(rules, lookOf(terminal.stdout, terminal.env)));
}

/** Rules, one a line; those that only constructs apply say so. */
export function listText(rules: readonly RulePage[], { colors }: Look): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan };
  const widest = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, summary, aliases }) => {
    const notes = [...aliases, ...(KNOWN_RULES[id as KnownRule].scope === 'program' ? ['constructs only'] : [])];
    return `${id.padEnd(widest)}  ${paint[severity](severity.padEnd('warning'.length))}  ${summary}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}\n`;
  }).join('');
}
