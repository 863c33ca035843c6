import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzers } from '../lib/analysis';
import type { BadMesh } from '../lib/analysis/analyzer';
import { allRules, type DocumentedRule } from '../lib/analysis/all-rules';
import { inputRules } from '../lib/core/input';
import type { BadExample } from '../lib/core/rule';
import { constructRules } from '../constructs/construct-rules';
import { citationsText } from './citations';
import sources from './sources.json';

// Writes a page for each topic of rules, and the list of rules that product code reads, from the rules themselves; with `--check` only
// compares.

const FOLDER = join(__dirname, 'rules');
const LIST = join(__dirname, '../lib/core/known-rules.gen.ts');

const rules: readonly DocumentedRule[] = [...allRules(), ...constructRules].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Who can run a rule: `check` on one resource, `check` on many, or only the program that makes the resources. */
function scopeOf(rule: DocumentedRule): string {
  if ((analyzers as readonly { readonly id: string }[]).some(({ id }) => id === rule.id)) return 'mesh';
  return [...Object.values(inputRules), ...constructRules].some(({ id }) => id === rule.id) ? 'program' : 'admission';
}

function list(): string {
  const row = (rule: DocumentedRule): string => {
    const aliases = rule.aliases ? `, aliases: [${rule.aliases.map((alias) => `'${alias}'`).join(', ')}]` : '';
    return `  '${rule.id}': { severity: '${rule.severity}', authority: '${rule.authority}', scope: '${scopeOf(rule)}'${aliases} },`;
  };
  return [
    "// Written from the rules themselves by `npm run docs`: what can be said of a rule without loading it.",
    "import type { Authority, Severity } from './finding';", '',
    '/** Who can run a rule: `check` on one resource, `check` on many, or only the program that makes the resources. */',
    "export type RuleScope = 'admission' | 'mesh' | 'program';", '',
    '/** The id of a rule of this package. */',
    `export type KnownRule =\n${rules.map(({ id }) => `  | '${id}'`).join('\n')};`, '',
    'interface RuleFacts {',
    '  readonly severity: Severity;', '  readonly authority: Authority;', '  readonly scope: RuleScope;', '  readonly aliases?: readonly string[];',
    '}', '',
    '/** Every rule, by its id. */',
    'export const KNOWN_RULES: Readonly<Record<KnownRule, RuleFacts>> = {',
    ...rules.map(row),
    '};', '',
  ].join('\n');
}

function pages(): Map<string, string> {
  const topics = [...new Set(rules.map(({ id }) => id.split('/')[0]!))];
  const of = (topic: string): DocumentedRule[] => rules.filter(({ id }) => id.startsWith(`${topic}/`));
  const index = [
    '# Rules', '', 'Written from the rules themselves by `npm run docs`. The id of a rule leads to its section here and to its file.', '',
    `Sources are files of Istio ${sources.modules['istio.io/istio'].slice(1)}, unless they begin with another Go module.`, '',
    ...topics.flatMap((topic) => ['', `## [${topic}](${topic}.md)`, '', ...of(topic).map((rule) => `- [${rule.id}](${topic}.md#${anchor(rule)}) (${rule.severity}): ${rule.summary}`)]),
    '',
  ].join('\n');
  return new Map([
    ['README.md', index],
    ...topics.map((topic) => [`${topic}.md`, [`# ${topic}`, ...of(topic).map(section)].join('\n\n').concat('\n')] as const),
  ]);
}

function anchor({ id }: DocumentedRule): string {
  return id.split('/')[1]!;
}

function section(rule: DocumentedRule): string {
  return [
    `## ${anchor(rule)}`,
    `\`${rule.id}\` · ${rule.severity} · decided by ${rule.authority}${rule.aliases ? ` · ${rule.aliases.join(', ')}` : ''}`,
    `**${rule.summary}.** ${rule.why}`,
    `Fix: ${rule.fix}.`,
    ...(rule.good?.length ? ['Right:', ...rule.good.map(example)] : []),
    ...(rule.bad?.length ? ['Wrong:', ...rule.bad.map(example)] : []),
    `Source: ${citationsText(rule)}${rule.cel ? `; ${rule.cel.map((cel) => `\`${cel.replace(/\s+/g, ' ')}\``).join(', ')}` : ''}`,
  ].join('\n\n');
}

function example(given: string | number | BadExample | BadMesh): string {
  if (typeof given === 'number') return `- \`${given}\``;
  if (typeof given === 'string') return given.includes(': ') ? fence(given) : `- ${given === '' ? 'the empty text' : `\`${shorten(JSON.stringify(given))}\``}`;
  return `${fence(given.yaml)}\n\n${placeOf(given)}`;
}

/** Where a bad example is wrong; of several documents in which one. */
function placeOf(given: BadExample | BadMesh): string {
  if (typeof given.at !== 'string') return `at \`${given.at[1]}\` of document ${given.at[0] + 1}`;
  return `at \`${given.at}\`${'release' in given && given.release ? `, Istio ${given.release}` : ''}`;
}

function fence(yaml: string): string {
  return `\`\`\`yaml\n${yaml.split('\n').map(shorten).join('\n')}\n\`\`\``;
}

function shorten(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 120)}… (${text.length} characters)`;
}

const check = process.argv.includes('--check');
const written = pages();
if (check) {
  const read = (file: string): string | undefined => (existsSync(join(FOLDER, file)) ? readFileSync(join(FOLDER, file), 'utf8') : undefined);
  const stale: string[] = [...written].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  if (!existsSync(LIST) || readFileSync(LIST, 'utf8') !== list()) stale.push('lib/core/known-rules.gen.ts');
  const extra = readdirSync(FOLDER).filter((file) => !written.has(file));
  if (stale.length + extra.length > 0) {
    console.error(`Not what the rules say: ${[...stale, ...extra].join(', ')}. Run "npm run docs".`);
    process.exitCode = 1;
  }
} else {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, text] of written) writeFileSync(join(FOLDER, file), text);
  writeFileSync(LIST, list());
}
