import { join } from 'node:path';
import * as ts from 'typescript';

// Every public name, and every member of it, says what it does: this is what editors show.

const root = join(__dirname, '../..');
const entry = join(root, 'constructs/index.ts');
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
const program = ts.createProgram([entry], { ...options, noEmit: true });
const checker = program.getTypeChecker();

const ours = (node: ts.Node): boolean => ['lib', 'constructs'].some((folder) => node.getSourceFile().fileName.startsWith(join(root, folder)));
const isInternal = (node: ts.Node): boolean => ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
const isHidden = (node: ts.Declaration): boolean => {
  const name = ts.getNameOfDeclaration(node);
  return (ts.getCombinedModifierFlags(node) & hidden) !== 0 || (name !== undefined && ts.isPrivateIdentifier(name));
};

interface Named {
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly node: ts.Declaration;
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

const exported: Named[] = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!).map((symbol) => ({
  name: symbol.name, symbol: resolved(symbol), node: resolved(symbol).declarations![0]!,
}));

function membersOf({ name, node }: Named): Named[] {
  const members = ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) ? [...node.members]
    : ts.isVariableDeclaration(node) && node.initializer ? [...literalOf(node.initializer)?.properties ?? []]
      : [];
  return members.flatMap((member) => {
    const symbol = member.name && checker.getSymbolAtLocation(member.name);
    if (!symbol || ts.isConstructorDeclaration(member) || isInternal(member) || isHidden(member) || overrides(member)) return [];
    return [{ name: `${name}.${symbol.name}`, symbol, node: member }];
  });
}

function literalOf(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(node)) return node;
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? literalOf(node.expression) : undefined;
}

/** What a class fulfils of a type it extends has its docs there. */
function overrides(member: ts.Declaration): boolean {
  const { parent } = member;
  if (!ts.isClassDeclaration(parent) || !ts.isClassElement(member) || !member.name) return false;
  const name = member.name.getText();
  return (parent.heritageClauses ?? []).flatMap(({ types }) => [...types])
    .some((type) => checker.getTypeAtLocation(type).getProperty(name) !== undefined);
}

/** Types that exported names mention are public too. */
function reachable(): Named[] {
  const seen = new Map<ts.Symbol, Named>(exported.map((named) => [named.symbol, named]));
  const visit = (node: ts.Node): void => {
    if (ts.isClassElement(node) && (isInternal(node) || isHidden(node))) return;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const symbol = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression);
      const target = symbol && resolved(symbol);
      const declaration = target?.declarations?.[0];
      const isNew = target && declaration && ours(declaration) && !seen.has(target);
      if (isNew && !ts.isTypeParameterDeclaration(declaration) && !isInternal(declaration)) {
        seen.set(target, { name: target.name, symbol: target, node: declaration });
        visit(declaration);
      }
    }
    if (!ts.isBlock(node)) ts.forEachChild(node, visit);
  };
  for (const { node } of exported) visit(node);
  return [...seen.values()].filter(({ node }) => ours(node));
}

const undocumented = (named: Named): boolean => ts.displayPartsToString(named.symbol.getDocumentationComment(checker)).trim() === '';

test('every public name and every member of it has a TSDoc comment', () => {
  const all = reachable().flatMap((named) => [named, ...membersOf(named)]);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(undocumented).map(({ name, node }) => `${name} in ${node.getSourceFile().fileName.replace(`${root}/`, '')}`)).toEqual([]);
});

test('every construct shows how it is used', () => {
  const constructs = exported.filter(({ node, symbol }) => ts.isClassDeclaration(node)
    && checker.getTypeOfSymbol(symbol).getConstructSignatures().some(({ parameters }) => parameters[0]?.name === 'scope')
    && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) === 0);
  expect(constructs.length).toBeGreaterThan(1);
  const withoutExample = constructs.filter(({ symbol }) => !symbol.getJsDocTags().some(({ name }) => name === 'example'));
  expect(withoutExample.map(({ name }) => name)).toEqual([]);
});
