import type { Finding, ResourceId } from '../core/finding';
import { finding } from '../core/rule';
import { Mesh } from '../mesh/mesh';
import { analyzers } from './index';

/** Runs every analyzer over the identified resources; `add` gets each finding with the place of its resource in the input. */
export function analyze(ids: readonly (ResourceId | undefined)[], add: (index: number, result: Finding) => void): void {
  const mesh = new Mesh(ids);
  for (const analyzer of analyzers) {
    analyzer.check(mesh, (index, at, { relatedIndex, ...detail }) => {
      const related = relatedIndex?.map((other) => ({ resource: ids[other]! }));
      add(index, finding(analyzer, ids[index]!, at, { ...detail, ...(related ? { related } : {}) }));
    });
  }
}
