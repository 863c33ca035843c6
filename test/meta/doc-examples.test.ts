import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as ts from 'typescript';

// The examples in the docs compile, run, and give what they say they give.

const root = join(__dirname, '../..');
const files = ['lib', 'constructs'].flatMap((folder) => (readdirSync(join(root, folder), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts')).map((file) => join(folder, file))).sort();

interface Example {
  readonly at: string;
  readonly code: string;
}

const examples: Example[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/\n([ \t]*)\* @example\n([\s\S]*?)(?=\n[ \t]*\* @|\n[ \t]*\*\/)/g)].map((match) => ({
    at: `${file}:${text.slice(0, match.index).split('\n').length + 1}`,
    code: match[2]!.split('\n').map((line) => line.replace(/^[ \t]*\* ?/, '')).join('\n'),
  }));
});

/** What examples may use without saying where it comes from. */
const PRELUDE = `
import { App, ApiObject, Chart, Duration, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ${Object.keys(istio).join(', ')} } from 'cdk8s-istio';
`;
const GIVEN = `
const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
const reviews = new DestinationRule(chart, 'given-reviews', { host: 'reviews', subsets: { v1: {}, v2: {}, v3: {} } });
const virtualService = new VirtualService(chart, 'given-routes', { hosts: ['reviews'] });
const entry = new ServiceEntry(chart, 'given-entry', { hosts: ['example.com'], ports: { https: { number: 443 } }, resolution: Resolution.dns() });
const gateway = new Gateway(chart, 'given-gateway', { selector: { istio: 'ingress' }, servers: [Server.http({ hosts: ['*'] })] });
`;

/** A line \`name(…); // => value\` becomes a comparison. */
function withExpectations(code: string): string {
  return code.replace(/^(.*?);?[ \t]*\/\/ => (.*)$/gm, (_, expression: string, expected: string) => `expectSame(${expression}, ${expected});`);
}

/** What is given, out of the way where the example makes one of that name itself. */
function givenFor(code: string): string {
  return GIVEN.replace(/^const (\w+) =/gm, (line, name: string) => (new RegExp(`const ${name}\\b`).test(code) ? `const given_${name} =` : line));
}

const programText = `${PRELUDE}
declare function expectSame(got: unknown, expected: unknown): void;
${examples.map(({ code }, i) => `export function example${i}() {${givenFor(code)}\n${withExpectations(code)}\n}`).join('\n')}
`;

test('the docs have examples', () => {
  expect(examples.length).toBeGreaterThan(10);
});

test('every example compiles', () => {
  const name = join(root, 'test/meta/doc-examples.generated.ts');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const settings = {
    ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false, paths: { 'cdk8s-istio': [join(root, 'constructs/index.ts')] },
  };
  const host = ts.createCompilerHost(settings);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => (file === name ? programText : readFile(file));
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(file, programText, rest[0]) : getSourceFile(file, ...rest));
  const program = ts.createProgram([name], settings, host);
  const source = program.getSourceFile(name)!;
  const problems = program.getSemanticDiagnostics(source).concat(program.getSyntacticDiagnostics(source)).map((problem) => {
    const before = programText.slice(0, problem.start);
    const index = [...before.matchAll(/export function example(\d+)\(/g)].pop()?.[1];
    return `${index === undefined ? '' : examples[Number(index)]!.at}: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`;
  });
  expect(problems).toEqual([]);
});

test.each(examples.map((example, i) => ({ ...example, i })))('$at runs', ({ i }) => {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(programText, { compilerOptions });
  const module = { exports: {} as Record<string, () => void> };
  const expectSame = (got: unknown, expected: unknown): void => expect(got).toEqual(expected);
  const load = (name: string): unknown => ({ 'cdk8s': cdk8s, 'cdk8s-istio': istio, 'constructs': jest.requireActual('constructs') })[name];
  new Function('module', 'exports', 'require', 'expectSame', outputText)(module, module.exports, load, expectSame);
  module.exports[`example${i}`]!();
});
