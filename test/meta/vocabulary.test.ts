import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { MOVED, VOCABULARY } from '../../constructs/core/vocabulary';
import { root } from './pages';

// One idea has one word among the options of all constructs, and one word stands for one idea: a word that the vocabulary has
// replaced is no option of a builder or a pattern, and the glossary of CONTRIBUTING.md is the vocabulary.

const entry = join(root, 'constructs/index.ts');
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
const { options: settings } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
const program = ts.createProgram([entry], { ...settings, noEmit: true });
const checker = program.getTypeChecker();

/** Istio's own specs have Istio's words. */
const isOfConstructs = (node: ts.Node): boolean => {
  const file = node.getSourceFile().fileName;
  return file.startsWith(join(root, 'constructs')) && !file.startsWith(join(root, 'constructs/l1'));
};

/** Each option of each exported type of options, as `Type.option`. */
const options = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!).flatMap((exported) => {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || !isOfConstructs(declaration) || ts.isClassDeclaration(declaration)) return [];
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isForbidden = ts.isPropertySignature(node) && node.type?.kind === ts.SyntaxKind.NeverKeyword;
    if (ts.isPropertySignature(node) && !isForbidden && !node.name.getText().startsWith('_')) found.add(`${symbol.name}.${node.name.getText()}`);
    ts.forEachChild(node, visit);
  };
  if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) visit(declaration);
  return [...found];
});

const replaced = new Set(
  [...Object.values(VOCABULARY).flatMap(({ others }) => others), ...Object.keys(MOVED)].filter((word) => !(word in VOCABULARY)),
);

/** A word that is replaced for one idea, and is the right word for another one. */
const OTHER_IDEAS: Readonly<Record<string, RegExp>> = {
  'selector and subsets, where Istio has the field': /^(GatewayProps\.selector|DestinationRuleProps\.(workloadSelector|subsets))$/,
  'percent, the field of older releases of Istio': /^HttpDelayShare\.percent$/,
  'path, of a file, a cookie, a probe or a socket': /^(StickySessionCookie|UnixSocketOptions|HttpProbeOptions)\.path$/,
  'ports, by which a port is reached': /\.ports$/,
  'to, where requests go': /^(HttpForward|TcpRouteOptions|TlsRouteOptions|HttpPoliciesRoute)\.to$/,
  'delay, the fault': /^(FaultInjectionProps|HttpFaultOptions)\.delay$/,
  'maxAge, how long a browser remembers a CORS policy': /^HttpPoliciesCors\.maxAge$/,
  'retries, how failed requests are tried again': /\.retries$/,
  'host, the name of a service': /\.host$/,
  'tls, the settings of a route or of a listener': /^(VirtualServiceProps|IngressListenerOptions)\.tls$/,
  'priority, the order of extensions': /\.priority$/,
  'set and remove, of headers': /^HeaderChanges\.(set|remove)$/,
  'the parts of retries': /^ResilienceRetries\./,
  'target, the place that a construct stands for': /^Routable\.target$/,
  'serviceAccount, of pods': /^(WorkloadPods|WorkloadOptions|WorkloadTemplate)\.serviceAccount$/,
};

test('options are found', () => {
  expect(options.length).toBeGreaterThan(250);
  expect(options).toEqual(expect.arrayContaining(['CanaryOptions.stable', 'GatewayProps.selector', 'WorkloadPods.labels']));
});

test('no option has a word that the vocabulary has replaced', () => {
  const wrong = options.filter((option) => replaced.has(option.split('.')[1]!));
  const isAllowed = (option: string): boolean => Object.values(OTHER_IDEAS).some((allowed) => allowed.test(option));
  expect(wrong.filter((option) => !isAllowed(option))).toEqual([]);
  const unused = Object.entries(OTHER_IDEAS).filter(([, allowed]) => !wrong.some((option) => allowed.test(option)));
  expect(unused.map(([idea]) => idea)).toEqual([]);
});

test('each word of the vocabulary is an option', () => {
  const words = new Set(options.map((option) => option.split('.')[1]));
  expect(Object.keys(VOCABULARY).filter((word) => !words.has(word))).toEqual([]);
});

test('the glossary has the words, their ideas, and what they replace', () => {
  const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const rows = Object.entries(VOCABULARY).map(([word, { idea, others }]) => `| \`${word}\` | ${idea} | ${others.join(', ')} |`);
  const [, table] = /\| option \| idea \| not \|\n\|---\|---\|---\|\n((?:\|.*\n)*)/.exec(contributing) ?? [];
  expect(table?.trimEnd().split('\n')).toEqual(rows);
});
