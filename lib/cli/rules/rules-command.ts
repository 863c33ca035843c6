import { rulePages } from '../pages/rule-pages';
import { lookOf, type Terminal } from '../terminal';

/** Lists every rule, one a line. */
export function listRules(output: 'text' | 'json', terminal: Terminal): void {
  const rules = rulePages();
  if (output === 'json') {
    const listed = rules.map(({ id, severity, authority, aliases, summary }) => ({ id, severity, authority, aliases, summary }));
    terminal.stdout.write(`${JSON.stringify(listed, undefined, 2)}\n`);
    return;
  }
  const { colors } = lookOf(terminal.stdout, terminal.env);
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan };
  const widest = Math.max(...rules.map(({ id }) => id.length));
  terminal.stdout.write(rules.map(({ id, severity, summary, aliases }) => (
    `${id.padEnd(widest)}  ${paint[severity](severity.padEnd('warning'.length))}  ${summary}${aliases.length === 0 ? '' : ` (${aliases.join(', ')})`}\n`
  )).join(''));
}
