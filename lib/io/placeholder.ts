import type { Path } from '../core/finding';

/** `${X}` of envsubst and Flux, `$(X)` of kustomize, and words such as `HOST_PLACEHOLDER` that a `replacements` of kustomize fills in. */
const ENVSUBST = /\$\{[A-Za-z_][^{}\n]*\}/;
const KUSTOMIZE = /\$\([A-Za-z_][\w.-]*\)|(?:^|[^A-Za-z0-9])[A-Z0-9_]*PLACEHOLDER(?![a-z0-9])/;
/** Keys by which kustomize merges a patch, and which no resource has. */
const DIRECTIVES: ReadonlySet<string> = new Set(['$patch', '$retainKeys', '$deleteFromPrimitiveList', '$setElementOrder']);

/** What to report where a placeholder makes a text none of YAML. */
export const PLACEHOLDER = {
  message: 'Expected YAML, got a placeholder', fix: 'fill it in first: envsubst < FILE | cdk8s-istio check -',
} as const;

/** What fills in a placeholder, or merges a patch. */
export type Builder = 'kustomize' | 'envsubst';

/** False for a text in which neither a placeholder nor a directive of kustomize can be. */
export function mayBeUnbuilt(text: string): boolean {
  return text.includes('${') || text.includes('$(') || text.includes('PLACEHOLDER') || text.includes('$patch') || text.includes('$retainKeys')
    || text.includes('$deleteFromPrimitiveList') || text.includes('$setElementOrder');
}

/** What fills in a text; `undefined` for one that is as it will be. Text over lines may be code, to which such characters belong. */
export function builderOf(text: string): Builder | undefined {
  if (text.includes('\n')) return undefined;
  return ENVSUBST.test(text) ? 'envsubst' : KUSTOMIZE.test(text) ? 'kustomize' : undefined;
}

/** Where an object has a directive of kustomize. */
export function directivePath(value: unknown): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    if (DIRECTIVES.has(key.split('/')[0]!)) return [step];
    const path = directivePath(inner);
    if (path) return [step, ...path];
  }
  return undefined;
}
