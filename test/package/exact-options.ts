import * as ts from 'typescript';

/** What refuses `undefined` for an option that may be left out, as a type: `never` where nothing does. */
const REFUSED = `
type Named<K> = string extends K ? never : number extends K ? never : symbol extends K ? never : K;
type Optional<T> = { [K in keyof T as {} extends Pick<T, K> ? Named<K> : never]-?: T[K] };
type RefusedBy<T> = T extends string | number | boolean | bigint | null | undefined | readonly unknown[] | ((...args: never[]) => unknown) ? never
  : { [K in Exclude<keyof Optional<T>, keyof Object>]: K extends keyof T ? ({ [P in K]: undefined } extends Pick<T, K> ? never : K) : never }[Exclude<keyof Optional<T>, keyof Object>];
`;

/** A program in which each exported type of the declarations at `entry` has to accept `undefined` for each option that may be left out. */
export function exactOptions(entry: string): string {
  const program = ts.createProgram([entry], { module: ts.ModuleKind.CommonJS, types: [], noEmit: true });
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!);
  const types = exported.flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.declarations?.find((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each));
    if (declaration === undefined) return [];
    const needed = (declaration.typeParameters ?? []).filter((parameter) => parameter.default === undefined);
    return [`${symbol.name}${needed.length > 0 ? `<${needed.map(() => 'any').join(', ')}>` : ''}`];
  });
  return [
    "import type * as istio from 'cdk8s-istio';", REFUSED,
    ...types.map((type, i) => `export const type${i}: [RefusedBy<istio.${type}>] extends [never] ? 'accepts' : [RefusedBy<istio.${type}>] = 'accepts';`),
  ].join('\n');
}
