import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

// A declaration that no entry point of the package leads to is read by nobody, and those of schemas and rules repeat whole specs:
// they are taken out of dist/.
const ENTRIES = ['dist/constructs/index.d.ts', 'dist/lib/cli/plugin/validation.d.ts'];

const reached = new Set();
const queue = ENTRIES.map((file) => resolve(file));
for (const file of queue) {
  if (reached.has(file)) continue;
  reached.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
    const path = resolve(dirname(file), specifier);
    const found = [`${path}.d.ts`, join(path, 'index.d.ts')].find((candidate) => existsSync(candidate));
    if (found === undefined) throw new Error(`Expected ${specifier} of ${file} to have a declaration`);
    queue.push(found);
  }
}
for (const folder of ['dist/lib', 'dist/constructs']) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = resolve(folder, name);
    if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}

// Programs that compile with exactOptionalPropertyTypes may leave an option undefined as well. This package is compiled without that flag,
// so of every optional property it has undefined in mind: its declarations say so.
const { SyntaxKind } = ts;
/** Types that would take in what stands behind them. */
const OPEN = new Set([SyntaxKind.FunctionType, SyntaxKind.ConstructorType, SyntaxKind.ConditionalType, SyntaxKind.InferType]);

const hasUndefined = (type) => ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === SyntaxKind.UndefinedKeyword);

function optionalTypes(node) {
  const isProperty = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isMappedTypeNode(node);
  const isOptional = isProperty && node.questionToken !== undefined && node.questionToken.kind !== SyntaxKind.MinusToken;
  const own = isOptional && node.type !== undefined && !hasUndefined(node.type) ? [node.type] : [];
  return [...own, ...node.getChildren().flatMap(optionalTypes)];
}

for (const file of reached) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const edits = optionalTypes(source).flatMap((type) => (OPEN.has(type.kind)
    ? [{ at: type.getStart(), text: '(' }, { at: type.end, text: ') | undefined' }]
    : [{ at: type.end, text: ' | undefined' }]));
  let written = source.text;
  for (const { at, text } of edits.sort((a, b) => b.at - a.at)) written = written.slice(0, at) + text + written.slice(at);
  writeFileSync(file, written);
}
