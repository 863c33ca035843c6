import { firstDocument } from './found-mesh-config';

/** The value of the first document of a text, such as one in an annotation; undefined for what is no YAML. */
export function yamlValue(text: string): { readonly value: unknown } | undefined {
  const document = firstDocument(text);
  if (!document) return { value: undefined };
  return document.value === undefined && document.faults.length > 0 ? undefined : { value: document.value };
}
