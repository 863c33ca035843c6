import { join } from 'node:path';
import * as ts from 'typescript';
import { FORMER_IDS } from '../../lib/core/former-ids';
import { KNOWN_RULES } from '../../lib/core/known-rules.gen';
import { root } from './pages';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// What an editor shows when the pointer rests on a name of this package is asked of TypeScript's language service, as editors
// ask it. A tag such as @throws alone does not describe anything.

const entry = join(root, 'constructs/index.ts');
const page = join(root, 'test/meta/hover.generated.ts');

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
const settings = { ...options, noEmit: true, paths: { 'cdk8s-istio': [entry] } };

/** An editor with one unsaved file, whose text a test sets. */
class Editor {
  private text = '';
  private version = 0;
  public readonly service = ts.createLanguageService({
    getCompilationSettings: () => settings,
    getScriptFileNames: () => [page],
    getScriptVersion: (file) => (file === page ? String(this.version) : '1'),
    getScriptSnapshot: (file) => {
      const text = file === page ? this.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (file) => file === page || ts.sys.fileExists(file),
    readFile: (file) => (file === page ? this.text : ts.sys.readFile(file)),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    getDirectories: (folder) => ts.sys.getDirectories(folder),
  });

  public write(text: string): void {
    this.text = text;
    this.version += 1;
  }

  /** The description that the editor shows for the name at each mark `/*^*\/`, which stands before the name. */
  public hovers(): { readonly name: string; readonly description: string }[] {
    return [...this.text.matchAll(/\/\*\^(.*?)\*\//g)].map(({ 0: mark, 1: name, index }) => {
      const shown = this.service.getQuickInfoAtPosition(page, index + mark.length);
      return { name: name!, description: ts.displayPartsToString(shown?.documentation).trim() };
    });
  }

  public withoutDescription(): string[] {
    return [...new Set(this.hovers().filter(({ description }) => description === '').map(({ name }) => name))];
  }

  /** The description that the editor shows when it completes a name at the mark `/*|*\/`. */
  public completion(name: string): string {
    const details = this.service.getCompletionEntryDetails(page, this.text.indexOf('/*|*/'), name, undefined, undefined, undefined, undefined);
    return ts.displayPartsToString(details?.documentation).trim();
  }
}

const editor = new Editor();
editor.write("export * from 'cdk8s-istio';\n");
const program = editor.service.getProgram()!;
const checker = program.getTypeChecker();

/** An exported name, and what it stands for. */
interface Exported {
  readonly name: string;
  /** True for a class that is exported as a type alone. */
  readonly isType: boolean;
  readonly symbol: ts.Symbol;
}

const exported: Exported[] = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!).map((symbol) => ({
  name: symbol.name,
  isType: (symbol.declarations ?? []).some((node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly)),
  symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
}));
const has = (flags: ts.SymbolFlags) => exported.filter(({ symbol }) => (symbol.flags & flags) !== 0);
const isOurs = ({ declarations = [] }: ts.Symbol): boolean => declarations.every((node) => !node.getSourceFile().fileName.includes('/node_modules/'));
const PRIVATE = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
/** True for what has a name such as `#parts`. */
const hasHardName = (node: ts.Declaration): boolean => {
  const name = ts.getNameOfDeclaration(node);
  return name !== undefined && ts.isPrivateIdentifier(name);
};
const isPublic = ({ valueDeclaration: node }: ts.Symbol): boolean => (
  !node || ((ts.getCombinedModifierFlags(node) & PRIVATE) === 0 && !hasHardName(node))
);
const IMPORT = "import * as istio from 'cdk8s-istio';\n";

/** A name of the package in a type, with `any` for each of its parameters. */
function typeName({ name, symbol }: Exported): string {
  const parameters = symbol.declarations!.flatMap((node) => (
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node) ? [...node.typeParameters ?? []] : []
  ));
  return `istio.${name}${parameters.length === 0 ? '' : `<${parameters.map(() => 'any').join(', ')}>`}`;
}

test('the editor shows descriptions and their absence', () => {
  editor.write("import * as ours from 'cdk8s-istio';\n/** @see elsewhere */\nclass A {}\nnew /*^tag*/A();\nnew ours./*^class*/Canary(undefined!, '', undefined!);\n");
  expect(editor.hovers()).toEqual([{ name: 'tag', description: '' }, { name: 'class', description: expect.stringMatching(/^Sends a part of a service's traffic/) }]);
});

test('every class has a description where it is made, and where it is named', () => {
  const classes = has(ts.SymbolFlags.Class);
  expect(classes.length).toBeGreaterThan(50);
  const made = classes.filter(({ symbol }) => isMade(symbol));
  expect(made.length).toBeGreaterThan(50);
  editor.write(IMPORT + [
    ...classes.map(({ name, isType }) => (isType ? `declare const a${name}: istio./*^${name}*/${name};` : `void istio./*^${name}*/${name};`)),
    ...made.map(({ name }) => `new istio./*^new ${name}(*/${name}(undefined!, '', undefined!);`),
  ].join('\n'));
  expect(editor.withoutDescription()).toEqual([]);
});

test('every function, constant and type has a description', () => {
  const values = has(ts.SymbolFlags.Function | ts.SymbolFlags.Variable);
  const types = has(ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias);
  expect(values.length).toBeGreaterThan(10);
  expect(types.length).toBeGreaterThan(300);
  editor.write(IMPORT + [
    ...values.map(({ name }) => `void istio./*^${name}*/${name};`),
    ...types.map((type, index) => `type T${index} = ${typeName(type).replace('istio.', `istio./*^${type.name}*/`)};`),
  ].join('\n'));
  expect(editor.withoutDescription()).toEqual([]);
});

/** True for a class of which a program may call the constructor. */
function isMade(symbol: ts.Symbol): boolean {
  const constructors = checker.getTypeOfSymbol(symbol).getConstructSignatures().flatMap(({ declaration }) => declaration ?? []);
  const isInternal = constructors.some((node) => ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal'));
  return !isInternal && (ts.getCombinedModifierFlags(symbol.valueDeclaration!) & ts.ModifierFlags.Abstract) === 0;
}

test('every option has a description in an object literal', () => {
  const lines = has(ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias).flatMap((type, index) => (
    literalsOf(checker.getDeclaredTypeOfSymbol(type.symbol), type.name).map((literal, i) => `const v${index}_${i}: ${typeName(type)} = ${literal};`)
  ));
  expect(lines.length).toBeGreaterThan(1000);
  editor.write(IMPORT + lines.join('\n'));
  const without = editor.withoutDescription();
  // Of an option that several alternatives of a type declare, TypeScript shows the description when it completes the name.
  expect(without.filter((name) => {
    const [type, option] = name.split(/\.(.*)/) as [string, string];
    editor.write(`${IMPORT}const value: ${typeName(exported.find((one) => one.name === type)!)} = { /*|*/ };`);
    return editor.completion(option) === '';
  })).toEqual([]);
  expect([...new Set(without.map((name) => name.split('.')[0]))]).toEqual(SEVERAL);
});

/** Types with options that several of their alternatives declare. */
const SEVERAL = [
  'TextTest', 'WasmEnvironmentVariable', 'HttpTargets', 'HttpFaultOptions', 'IngressHostOptions', 'IngressServing',
  'HttpPoliciesRedirect', 'HttpPoliciesRewrite', 'WorkloadEntryProps',
];

/** For each option of a type an object literal with it, and with what has to stand beside it. */
function literalsOf(type: ts.Type, name: string): string[] {
  const alternatives = (type.isUnion() ? type.types : [type]).filter(isRecord);
  return alternatives.flatMap((alternative) => {
    const options = alternative.getProperties().filter((member) => isOurs(member) && isPublic(member)
      && !isNever(member) && !isRule(member.name));
    return options.map((option) => {
      const beside = options.filter((member) => member !== option && (member.flags & ts.SymbolFlags.Optional) === 0);
      return `{ /*^${name}.${option.name}*/${[option, ...beside].map((member) => `${key(member)}: ${valueOf(checker.getTypeOfSymbol(member))}`).join(', ')} }`;
    });
  });
}

/** True for what a program writes as an object literal with names that are known. */
function isRecord(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Object) !== 0 && !type.isClass() && !checker.isArrayLikeType(type)
    && type.getCallSignatures().length === 0
    && type.getProperties().every(({ name }) => !name.startsWith('_'));
}

/** The id of a rule, which its page describes. */
function isRule(name: string): boolean {
  return name in KNOWN_RULES || name in FORMER_IDS;
}

function isNever(member: ts.Symbol): boolean {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(member));
  return (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
}

const key = ({ name }: ts.Symbol): string => (/^\w+$/.test(name) ? name : `'${name}'`);

/** A value by which TypeScript knows the alternative: literals as they are, the rest by its form alone. */
function valueOf(given: ts.Type, depth = 0): string {
  const type = checker.getNonNullableType(given);
  if (type.isUnion() && (type.flags & ts.TypeFlags.Boolean) === 0) {
    return valueOf(type.types.find((one) => one.isLiteral()) ?? type.types[0]!, depth);
  }
  if (type.isStringLiteral()) return JSON.stringify(type.value);
  if (type.isNumberLiteral()) return String(type.value);
  if ((type.flags & ts.TypeFlags.BooleanLike) !== 0) return checker.typeToString(type) === 'false' ? 'false' : 'true';
  if ((type.flags & ts.TypeFlags.StringLike) !== 0) return "'text'";
  if ((type.flags & ts.TypeFlags.NumberLike) !== 0) return '1';
  if (checker.isArrayLikeType(type)) return '[]';
  if (depth > 3 || !isRecord(type)) return '{} as never';
  const needed = type.getProperties().filter((member) => (member.flags & ts.SymbolFlags.Optional) === 0);
  return `{ ${needed.map((member) => `${key(member)}: ${valueOf(checker.getTypeOfSymbol(member), depth + 1)}`).join(', ')} }`;
}

test('every member of a class has a description where it is used', () => {
  const lines = has(ts.SymbolFlags.Class).flatMap((one, index) => {
    const members = checker.getDeclaredTypeOfSymbol(one.symbol).getProperties().filter((member) => isPublic(member) && isOurs(member) && !member.name.startsWith('_'));
    return [`declare const c${index}: ${typeName(one)};`, ...members.map(({ name }) => `c${index}./*^${one.name}.${name}*/${name};`)];
  });
  expect(lines.length).toBeGreaterThan(200);
  editor.write(IMPORT + lines.join('\n'));
  expect(editor.withoutDescription()).toEqual([]);
});
