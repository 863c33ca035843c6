import { parseAllDocuments } from 'yaml';

/** The objects of YAML documents, as a reader gives them. */
export function documents(yaml: string): unknown[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as unknown);
}
