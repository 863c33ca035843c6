import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

export const publicNamesFile = join(__dirname, 'public-names.txt');

/** What the declaration file at `entry` exports, as `class Canary` or `type Finding`, sorted by name. */
export function publicNames(entry: string): string[] {
  const program = ts.createProgram([entry], { module: ts.ModuleKind.CommonJS, types: [], noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) {
    throw new Error(`${entry} is missing, or no module; compile first`);
  }
  return checker.getExportsOfModule(module)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((symbol) => kindsOf(symbol, checker).map((kind) => `${kind} ${symbol.name}`));
}

function kindsOf(exported: ts.Symbol, checker: ts.TypeChecker): string[] {
  let symbol = exported;
  let typeOnly = false;
  while (symbol.flags & ts.SymbolFlags.Alias) {
    typeOnly ||= symbol.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration) ?? false;
    symbol = checker.getImmediateAliasedSymbol(symbol) ?? checker.getAliasedSymbol(symbol);
  }
  const is = (flags: ts.SymbolFlags) => (symbol.flags & flags) !== 0;
  if (typeOnly) {
    return ['type'];
  }
  if (is(ts.SymbolFlags.Class)) {
    return ['class'];
  }
  const kinds = [
    ...(is(ts.SymbolFlags.Enum) ? ['enum'] : []),
    ...(is(ts.SymbolFlags.Function) ? ['function'] : []),
    ...(is(ts.SymbolFlags.Variable) ? ['const'] : []),
    ...(is(ts.SymbolFlags.ValueModule) && !is(ts.SymbolFlags.Function) ? ['namespace'] : []),
    ...(is(ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias) ? ['type'] : []),
  ];
  if (kinds.length === 0) {
    throw new Error(`${exported.name} is exported, but nothing declares it`);
  }
  return kinds;
}

if (process.argv.includes('--write')) {
  const names = publicNames(join(__dirname, '../../dist/constructs/index.d.ts'));
  writeFileSync(publicNamesFile, names.map((name) => `${name}\n`).join(''));
}
