import type { Path } from '../core/finding';
import { isObject } from '../core/is-object';

const BRACES = /\{\{.*\}\}|\{\{-?\s*\w/;
/** What an engine would evaluate; other braces may be meant as they stand. */
const EXPRESSION = /\{\{-?\s*(?:[.$(]|(?:include|template|tpl|if|else|end|range|with|default|required|lookup|printf|print|quote|toYaml|toJson)\b).*\}\}/;

/** What to say where braces of a template were not replaced: as YAML they can mean something, but nothing that was meant. */
export const TEMPLATE = { message: 'Expected YAML, got a template', fix: 'render it first: helm template CHART | cdk8s-istio check -' } as const;

/** True for a line with braces of a template, where it cannot be read as YAML. */
export function isTemplate(line: string): boolean {
  return BRACES.test(line);
}

/**
 * Where an Istio resource has text that a template engine would replace, in quotes and so readable: a name, a host, a label. Text over
 * lines is left alone, which may be code; and so are annotations, which may be templates of others.
 */
export function templatePath(value: unknown): Path | undefined {
  if (!isObject(value) || typeof value.apiVersion !== 'string' || !value.apiVersion.includes('.istio.io/')) return undefined;
  return pathIn(value);
}

function pathIn(value: unknown): Path | undefined {
  if (typeof value === 'string') return isExpression(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'annotations') continue;
    const step = Array.isArray(value) ? Number(key) : key;
    const path = isExpression(key) ? [] : pathIn(inner);
    if (path) return [step, ...path];
  }
  return undefined;
}

function isExpression(text: string): boolean {
  return text.includes('{{') && !text.includes('\n') && EXPRESSION.test(text);
}
