import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { allDocumentedRules } from '../../docs/citations';
import { root } from './pages';

// What a user reads in a message, in the page of a rule or in explain() makes sense without having read this code.

const BANNED = /\b(?:said|tells?|told|led|ways?|somebody|nobody|anybody|speaks?|spoken|mends?|mended|copies|answers?|answered|without a word|what is there)\b/i;

/** Every text of the sources: messages are in there whole, as they are not put together from words. */
function textsIn(file: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      if (BANNED.test(node.text)) found.push(`${file}:${line + 1}: ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('the list finds what it is for', () => {
  expect(['CUSTOM asks somebody', 'which tells them apart', 'Expected copies', 'two ways to a host', 'mend it'].filter((text) => !BANNED.test(text))).toEqual([]);
  expect(['Expected a copy', 'always', 'the gateway', 'the response'].filter((text) => BANNED.test(text))).toEqual([]);
});

test('ids and words of rules are plain', () => {
  const words = allDocumentedRules.flatMap(({ id, summary, why, fix }) => [id, `${id}: ${summary}`, `${id}: ${why}`, `${id}: ${fix}`]);
  expect(words.filter((text) => BANNED.test(text))).toEqual([]);
});

test('messages, and the texts of explain() and of the command, are plain', () => {
  const files = ['lib', 'constructs'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts')).map((file) => join(folder, file)));
  // Ids of an earlier version stay as people have written them down.
  const found = files.filter((file) => file !== 'lib/core/former-ids.ts').flatMap(textsIn);
  expect(found).toEqual([]);
});
