const BRACES = /\{\{.*\}\}|\{\{-?\s*\w/;

/** What to say where braces of a template were not replaced: as YAML they can mean something, but nothing that was meant. */
export const TEMPLATE = { message: 'Expected YAML, got a template', fix: 'render it first: helm template CHART | cdk8s-istio check -' } as const;

/** True for a text with braces of a template. */
export function isTemplate(text: string): boolean {
  return BRACES.test(text);
}
