import { currentId } from '../../core/former-ids';
import { KNOWN_RULES, type KnownRule, type RuleScope } from '../../core/known-rules.gen';
import { quote } from '../../core/quote';
import { closest } from '../../core/suggest';
import { webhookCode } from '../../kinds/webhook-codes';
import { wrap } from '../check/wrap';
import { type PageExample, partsOf } from '../pages/page-parts';
import { type RulePage, rulePages } from '../pages/rule-pages';
import { upstreamPage } from '../pages/upstream-page';
import { listText } from '../rules/rules-command';
import { type Look, lookOf, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { blockYaml } from './block-yaml';
import { ISTIOCTL_CODES, type IstioctlCode } from './istioctl-codes';

/** What a word stands for. */
interface Explained {
  readonly pages: readonly RulePage[];
  /** The code of istioctl that was asked for, where a sentence is all that explains it, or comes before the list of its rules. */
  readonly noted?: IstioctlCode;
  /** True for all rules of a topic, such as `virtual-service`. */
  readonly isFamily?: true;
}

/** Prints the page of a rule, of every rule that a code of another tool stands for, or the list of a family of rules. */
export function explain(asked: string, output: 'text' | 'json', terminal: Terminal): void {
  const { pages, noted, isFamily } = find(asked);
  if (output === 'json') {
    const data = noted && pages.length === 0 ? [codeData(noted)] : pages.map(asData);
    return void terminal.stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
  }
  const look = lookOf(terminal.stdout, terminal.env);
  if (noted) terminal.stdout.write(codeText(noted, look));
  if (noted && pages.length === 0) return;
  if (isFamily) {
    if (noted) terminal.stdout.write('\n');
    terminal.stdout.write(`${listText(pages, look)}\nMore about one of them: cdk8s-istio explain ${pages[0]!.id}\n`);
    return;
  }
  terminal.stdout.write(pages.map((page) => pageText(page, look)).join('\n'));
}

function codeText({ code, name, note }: IstioctlCode, { colors, width }: Look): string {
  return [colors.bold(`${code} ${name}`), '', wrap(plain(note!), width, ''), upstreamPage([code]), ''].join('\n');
}

/** A code that no rule has, with keys that rules have too where they mean the same. */
function codeData({ code, name, note }: IstioctlCode): object {
  return { aliases: [code], summary: name, why: plain(note!), source: upstreamPage([code]) };
}

/** Who runs a rule. */
const APPLIED: Readonly<Record<RuleScope, string>> = {
  admission: 'check and constructs, to each resource alone',
  mesh: 'check and constructs, to what resources mean together',
  program: 'constructs alone, as check knows the YAML and not the program',
};

/** The same for rules that are not about resources. */
const APPLIED_TO_OTHERS: Readonly<Record<string, string>> = {
  file: 'check, to the text of a file',
  config: 'check and constructs, to the configuration file',
};

function appliedBy(id: string): string {
  return APPLIED_TO_OTHERS[id.split('/')[0]!] ?? APPLIED[scopeOf(id)];
}

function scopeOf(id: string): RuleScope {
  return KNOWN_RULES[id as KnownRule].scope;
}

function asData(page: RulePage): object {
  const { id, severity, authority, aliases, summary } = page;
  return { id, severity, authority, aliases, scope: scopeOf(id), summary, ...partsOf(page) };
}

function pageText(page: RulePage, look: Look): string {
  const { id, severity, authority, aliases, summary } = page;
  const { why, fix, right, wrong, source } = partsOf(page);
  const { colors, width } = look;
  const upstream = upstreamPage(aliases);
  const isVerbatim = id.startsWith('file/');
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const facts = [
    ['Severity', `${paint(severity)}, decided by ${authority}`],
    ['Applied by', appliedBy(id)],
    ...(aliases.length === 0 ? [] : [['Also', aliases.join(', ')]]),
  ].map(([name, value]) => `${colors.dim(`${name}:`.padEnd(12))}${value}`);
  return [
    colors.bold(id),
    ...facts,
    '',
    wrap(`${plain(summary)}.`, width, ''),
    wrap(plain(why), width, ''),
    '',
    wrap(`Fix: ${plain(fix)}.`, width, ''),
    ...examples('Right', right, isVerbatim, look),
    ...examples('Wrong', wrong, isVerbatim, look),
    '',
    wrap(`Source: ${source}`, width, ''),
    ...(upstream === undefined ? [] : [upstream]),
    '',
  ].join('\n');
}

function examples(title: string, all: readonly PageExample[], isVerbatim: boolean, { colors }: Look): string[] {
  return all.flatMap(({ text, at }, i) => {
    const isYaml = text.includes('\n') || /^[\w"<-].*:(?: |$)/.test(text);
    const lines = (isYaml && !isVerbatim ? blockYaml(text) : text).split('\n').map((line) => (line === '' ? '' : `    ${line}`));
    const isFirst = i === 0;
    return [
      ...(isFirst ? ['', colors.bold(`${title}:`)] : isYaml ? [''] : []),
      ...lines,
      ...(at === undefined ? [] : [colors.dim(`  at ${at}`)]),
    ];
  });
}

/** A sentence without marks of Markdown. */
function plain(text: string): string {
  return text.replace(/`([^`]+)`/g, '$1').replace(/\*\*(.+?)\*\*/g, '$1');
}

function isOfWebhook(page: RulePage, code: string): boolean {
  const own = page.aliases.filter((alias) => alias.startsWith('IST'));
  return own.length > 0 ? own.includes(code) : webhookCode(page) === code;
}

function find(asked: string): Explained {
  const pages = rulePages();
  const word = currentId(asked.toLowerCase());
  const rule = pages.filter(({ id }) => id === word);
  if (rule.length > 0) return { pages: rule };
  const noted = ISTIOCTL_CODES.find(({ code, note }) => note !== undefined && code.toLowerCase() === word);
  if (noted) return { noted, pages: noted.isOfWebhook ? pages.filter((page) => isOfWebhook(page, noted.code)) : [], isFamily: true };
  const byCode = pages.filter(({ aliases }) => aliases.some((alias) => alias.toLowerCase() === word));
  const ofCheck = byCode.filter(({ id }) => scopeOf(id) !== 'program');
  if (byCode.length > 0) return { pages: [...ofCheck, ...byCode.filter((page) => !ofCheck.includes(page))] };
  const family = pages.filter(({ id }) => id.startsWith(`${word.replace(/\/$/, '')}/`));
  if (family.length > 0) return { pages: family, isFamily: true };
  const ofKind = pages.filter(({ id }) => id.split('/')[0]!.replaceAll('-', '') === word);
  if (ofKind.length > 0) return { pages: ofKind, isFamily: true };
  const ending = pages.filter(({ id }) => id.endsWith(`/${word}`)); // the words alone, where only one topic has them
  if (ending.length === 1) return { pages: ending };
  const upstream = upstreamPage([asked.toUpperCase()]);
  if (upstream !== undefined) throw new UsageError(`Unknown code ${quote(asked)}: no rule of cdk8s-istio covers it; upstream has ${upstream}`);
  const topic = word.slice(0, word.indexOf('/') + 1);
  const ids = pages.map(({ id }) => id);
  const topics = [...new Set(ids.map((id) => id.split('/')[0]!))];
  const meant = closest(word, ids.filter((id) => topic !== '' && id.startsWith(topic))) ?? closest(word, [...ids, ...topics])
    ?? closest(word, pages.flatMap(({ aliases }) => aliases));
  const all = 'cdk8s-istio rules lists them all';
  throw new UsageError(`Unknown rule ${quote(asked)}${meant === undefined ? `: ${all}` : `: did you mean ${meant}? ${all}`}`);
}
