import { isCollection, parseAllDocuments, visit } from 'yaml';

/** YAML with each field on a line of its own; text that does not parse stays as it is. */
export function blockYaml(text: string): string {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents) || documents.some(({ errors, warnings }) => errors.length + warnings.length > 0)) return text;
  const texts = documents.map((document) => {
    visit(document, { Collection: (_, node) => { if (isCollection(node)) node.flow = node.items.length === 0; } });
    return document.toString({ lineWidth: 0, directives: false }).trimEnd();
  });
  return texts.join('\n---\n');
}
