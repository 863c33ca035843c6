import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as ts from 'typescript';
import { KNOWN_RULES } from '../../lib/core/known-rules.gen';
import { OBJECT_TYPES } from '../../lib/kinds/envoy-filter/values/object-types';
import { folderOf, run } from '../support/command';
import { findingsIn } from '../support/findings';
import { type Block, blocksOf, root } from './pages';

// A snippet of these pages gives the finding that the page names, and a corrected one gives none.

const QUESTIONS = 'docs/questions.md';
const VALUES = 'docs/envoy-filter-values.md';

const read = (page: string): string => readFileSync(join(root, page), 'utf8');
const ruleOf = ({ name }: Block): string | undefined => /^finds:(.*)$/.exec(name)?.[1];

/** The rules of the findings of a snippet. */
async function found({ language, text }: Block): Promise<string[]> {
  if (language === 'ts') return programRules(text);
  const { stdout } = await run(folderOf({ 'mesh.yaml': text }), ['check', 'mesh.yaml', '-o', 'json', '--fail-on', 'never']);
  return (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
}

/** The rules of the findings of a program, which is given the chart `shop`. */
function programRules(text: string): string[] {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new Function('shop', ...Object.keys(cdk8s), ...Object.keys(istio), outputText)(shop, ...Object.values(cdk8s), ...Object.values(istio));
  return findingsIn(app).map(({ rule }) => rule);
}

const snippets = [QUESTIONS, VALUES].flatMap((page) => blocksOf(page).map((block, i) => ({ page, i, block, name: block.name })));

test.each(snippets)('$page, snippet $i: $name', async ({ block }) => {
  const rules = new Set(await found(block));
  const rule = ruleOf(block);
  rules.delete(rule === 'envoy-filter/no-stable-interface' || !rule?.startsWith('envoy-filter/') ? '' : 'envoy-filter/no-stable-interface');
  expect([...rules]).toEqual(rule === undefined ? [] : [rule]);
});

test(`${QUESTIONS} has twenty questions: a rule, what it means, how to correct it, when to acknowledge it`, () => {
  const [, ...sections] = read(QUESTIONS).split(/^## /m);
  expect(sections).toHaveLength(20);
  for (const section of sections) {
    const [, id, link] = /^\[(\S+)\]\(rules\/(\S+)\)$/m.exec(section)!;
    expect([id! in KNOWN_RULES, link]).toEqual([true, id!.replace('/', '.md#')]);
    expect(section).toMatch(new RegExp(`^\`\`\`\\w+ finds:${id}$[\\s\\S]*^- \\*\\*In the mesh:\\*\\* .[\\s\\S]*^- \\*\\*Correct it:\\*\\* .[\\s\\S]*`
      + '^```\\w+ fine$[\\s\\S]*^- \\*\\*Acknowledge it:\\*\\* .', 'm'));
    // An error of the API server or of istiod stays, whatever is acknowledged.
    const { severity } = KNOWN_RULES[id as keyof typeof KNOWN_RULES];
    expect([id, /Acknowledge it:\*\* Never/.test(section)]).toEqual([id, severity === 'error' && id !== 'identity/duplicate-resource']);
  }
});

test(`${VALUES} names the type of each value`, () => {
  const rows = [...read(VALUES).matchAll(/^\| `(\w+)` \| `([\w.]+)` \|$/gm)].map(([, applyTo, type]) => [applyTo, type]);
  expect(rows).toEqual([...OBJECT_TYPES]);
});
