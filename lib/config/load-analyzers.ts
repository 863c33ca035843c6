import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { defineAnalyzer, isAnalyzer, type MeshAnalyzer } from '../analysis/define-analyzer';

/**
 * The analyzers that a module exports, each by itself or in a list; or why there are none.
 *
 * @param name a package, or the path of a module from the folder
 */
export function loadAnalyzers(name: string, folder: string): readonly MeshAnalyzer[] | string {
  let exported: unknown;
  try {
    exported = createRequire(join(resolve(folder), 'cdk8s-istio.yaml'))(name);
  } catch (error) {
    const { message = String(error) } = (error ?? {}) as { readonly message?: string };
    return String(message).split('\n')[0]!;
  }
  const values = typeof exported === 'object' && exported !== null ? Object.values(exported).flat() : [];
  const found = [...new Set(values.filter(isAnalyzer))];
  // Made known here too: the module may have another copy of this package.
  return found.length === 0 ? 'a module that exports none' : found.map((analyzer) => defineAnalyzer(analyzer));
}
