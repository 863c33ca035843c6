import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as ts from 'typescript';

// The page on composition shows programs; what it says of each is what comes out of it.

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/compose.md'), 'utf8');
const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language: language!, text: text! }));

/** A program of the page, and what the page says it gives. */
interface Section {
  readonly code: string;
  readonly yaml: readonly string[];
  readonly text: readonly string[];
}

const sections: Section[] = [];
for (const { language, text } of blocks) {
  const last = sections.at(-1);
  if (language === 'ts') sections.push({ code: text, yaml: [], text: [] });
  else if (language === 'yaml' || language === 'text') (last![language] as string[]).push(text);
}
const [given, ...programs] = sections;

const PRELUDE = `
import { App, Chart } from 'cdk8s';
import { ${Object.keys(istio).join(', ')} } from 'cdk8s-istio';
`;
const body = (code: string): string => `(app: App) {\n${given!.code.replace('const app = new App();\n', '')}\n${code}\n}`;

/** The same with its constructs made in the opposite order, where they do not build on one another. */
function backwards(code: string): string | undefined {
  const { statements } = ts.createSourceFile('section.ts', code, ts.ScriptTarget.ES2022);
  const isNew = (statement: ts.Statement): boolean => ts.isExpressionStatement(statement) && ts.isNewExpression(statement.expression);
  return statements.length > 1 && statements.every(isNew) ? statements.map((statement) => code.slice(statement.pos, statement.end)).reverse().join('\n') : undefined;
}

const programText = `${PRELUDE}
${programs.map(({ code }, i) => `export function section${i}${body(code)}\nexport function backwards${i}${body(backwards(code) ?? '')}`).join('\n')}
`;

test('every program compiles', () => {
  const name = join(root, 'test/meta/compose-page.generated.ts');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const settings = {
    ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false, paths: { 'cdk8s-istio': [join(root, 'constructs/index.ts')] },
  };
  const host = ts.createCompilerHost(settings);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(file, programText, rest[0]) : getSourceFile(file, ...rest));
  const program = ts.createProgram([name], settings, host);
  const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(name)!);
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
});

const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
const module_ = { exports: {} as Record<string, (app: cdk8s.App) => void> };
const load = (name: string): unknown => ({ 'cdk8s': cdk8s, 'cdk8s-istio': istio })[name];
new Function('exports', 'require', ts.transpileModule(programText, { compilerOptions }).outputText)(module_.exports, load);

/** What a program gives: manifests, the hosts in words, and what it is refused with. */
function outcomeOf(name: string): { yaml: string; text: string } {
  const app = new cdk8s.App();
  const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  let yaml = '';
  const text: string[] = [];
  const warnings = jest.spyOn(process.stderr, 'write').mockImplementation((line) => {
    text.push(String(line));
    return true;
  });
  try {
    module_.exports[name]!(app);
    yaml = app.synthYaml();
  } catch (error) {
    text.push(said(error));
  } finally {
    warnings.mockRestore();
  }
  const owners = app.node.findAll().filter((construct): construct is istio.HostOwner => construct instanceof istio.HostOwner);
  const gateways = app.node.findAll().filter((construct): construct is istio.IngressGateway => construct instanceof istio.IngressGateway);
  const hosts = [...owners, ...gateways.flatMap(({ _hosts }) => _hosts)];
  return { yaml, text: withoutLines([...hosts.map((host) => host.explain()), ...text].join('\n')) };
}

/** The lines of the program are no lines of a file here. */
function withoutLines(text: string): string {
  return text.replace(/ \([^()]*:\d+(?::\d+)?\)/g, '').replace(/^ *at \S+:\d+:\d+\n/gm, '');
}

/** True when the lines stand together in the text, at whatever depth. */
function shows(text: string, excerpt: string): boolean {
  const lines = text.split('\n');
  const wanted = excerpt.trimEnd().split('\n');
  return lines.some((line, at) => {
    const depth = line.length - line.trimStart().length - (wanted[0]!.length - wanted[0]!.trimStart().length);
    return depth >= 0 && wanted.every((want, i) => lines[at + i] === (want === '' ? '' : ' '.repeat(depth) + want));
  });
}

test('the page shows programs and what they give', () => {
  expect(programs.length).toBeGreaterThan(7);
  expect(programs.filter(({ yaml, text }) => yaml.length + text.length === 0).map(({ code }) => code)).toEqual([]);
});

test.each(programs.map((section, i) => ({ ...section, i, first: section.code.trim().split('\n')[0] })))('$i. $first', ({ i, yaml, text }) => {
  const given = outcomeOf(`section${i}`);
  for (const excerpt of yaml) if (!shows(given.yaml, excerpt)) expect(given.yaml).toBe(excerpt);
  for (const excerpt of text) if (!shows(given.text, excerpt)) expect(given.text).toBe(excerpt);
});

test('the order in which constructs are made changes nothing in what is written', () => {
  const free = programs.flatMap(({ code }, i) => (backwards(code) === undefined ? [] : [i]));
  expect(free.length).toBeGreaterThan(3);
  for (const i of free) expect(outcomeOf(`backwards${i}`).yaml).toBe(outcomeOf(`section${i}`).yaml);
});

test('an excerpt that is not there is seen', () => {
  const yaml = 'spec:\n  http:\n    - name: a\n      timeout: 1s\n';
  expect([shows(yaml, '- name: a\n  timeout: 1s\n'), shows(yaml, '- name: a\n  timeout: 2s\n'), shows(yaml, '- name: a\n timeout: 1s\n')]).toEqual([true, false, false]);
});
