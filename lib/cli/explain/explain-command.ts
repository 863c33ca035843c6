import { currentId } from '../../core/former-ids';
import { quote } from '../../core/quote';
import { closest } from '../../core/suggest';
import { type RulePage, rulePages } from '../pages/rule-pages';
import { lookOf, type Terminal } from '../terminal';
import { upstreamPage } from '../pages/upstream-page';
import { UsageError } from '../usage-error';

/** Prints the page of a rule, or of every rule that an upstream code stands for. */
export function explain(asked: string, terminal: Terminal): void {
  const { colors } = lookOf(terminal.stdout, terminal.env);
  const pages = find(asked);
  const texts = pages.map(({ id, page, aliases }) => {
    const upstream = upstreamPage(aliases);
    return `${colors.bold(id)}\n\n${inTerminal(page, colors)}\n${upstream === undefined ? '' : `\n${upstream}\n`}`;
  });
  terminal.stdout.write(texts.join('\n'));
}

function find(asked: string): RulePage[] {
  const pages = rulePages();
  const word = currentId(asked.toLowerCase());
  const found = pages.filter(({ id, aliases }) => id === word || aliases.some((alias) => alias.toLowerCase() === word));
  if (found.length > 0) return found;
  const ending = pages.filter(({ id }) => id.endsWith(`/${word}`)); // the words alone, where only one topic has them
  if (ending.length === 1) return ending;
  const upstream = upstreamPage([asked.toUpperCase()]);
  if (upstream !== undefined) throw new UsageError(`Unknown code ${quote(asked)}: no rule of cdk8s-istio covers it; upstream has ${upstream}`);
  const topic = word.slice(0, word.indexOf('/') + 1);
  const ids = pages.map(({ id }) => id);
  const meant = closest(word, ids.filter((id) => topic !== '' && id.startsWith(topic))) ?? closest(word, ids)
    ?? closest(word, pages.flatMap(({ aliases }) => aliases));
  const all = 'cdk8s-istio rules lists them all';
  throw new UsageError(`Unknown rule ${quote(asked)}${meant === undefined ? `: ${all}` : `: did you mean ${meant}? ${all}`}`);
}

type Colors = ReturnType<typeof lookOf>['colors'];

/** Markdown without its marks where colours can stand for them, and as it is where they cannot. */
function inTerminal(page: string, colors: Colors): string {
  if (!colors.isColorSupported) return page;
  return page.split('```').map((part, i) => (i % 2 === 1 ? colors.dim(part.replace(/^yaml\n/, '')) : part
    .replace(/\*\*(.+?)\*\*/g, (_, text: string) => colors.bold(text))
    .replace(/`([^`\n]+)`/g, (_, text: string) => colors.cyan(text)))).join('');
}
