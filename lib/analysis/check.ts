import type { Finding, ResourceId } from '../core/finding';
import { DEFAULT_RELEASE, type IstioRelease, isRelease, RELEASES } from '../core/release';
import { choices, quote } from '../core/quote';
import { finding } from '../core/rule';
import { checkResource, identify } from '../kinds/check-resource';
import { Mesh } from '../mesh/mesh';
import { analyzers } from './index';

/** What to check for. */
export interface CheckOptions {
  /**
   * The Istio release that will run the config.
   *
   * @default '1.31'
   */
  readonly release?: IstioRelease;
  /**
   * `admission`: what the API server and istiod say to each resource alone. `mesh`: also what the resources mean together.
   *
   * @default 'mesh'
   */
  readonly scope?: 'admission' | 'mesh';
}

/**
 * Checks plain Kubernetes objects of any kind, offline. Kinds it does not know are only context. Never throws on any JSON value.
 *
 * @param resources objects as `JSON.parse` or a YAML reader gives them
 * @returns the findings, in the order of the resources
 * @throws RangeError when the options name a release or scope that does not exist
 * @example
 * const findings = check([{
 *   apiVersion: 'networking.istio.io/v1',
 *   kind: 'Sidecar',
 *   metadata: { name: 'default', namespace: 'shop' },
 *   spec: { egress: [{ hosts: ['./*'], prot: { number: 80 } }] },
 * }]);
 * findings[0].rule; // => 'field/unknown'
 */
export function check(resources: readonly unknown[], options: CheckOptions = {}): Finding[] {
  const { release = DEFAULT_RELEASE, scope = 'mesh' } = options;
  if (!isRelease(release)) throw new RangeError(`Expected a release of ${choices(RELEASES)}, got ${quote(release)}`);
  if (scope !== 'mesh' && scope !== 'admission') throw new RangeError(`Expected scope "mesh" or "admission", got ${quote(scope)}`);
  const found = resources.map((resource) => checkResource(resource, release));
  if (scope === 'mesh') analyze(resources.map(identify), (index, result) => found[index]!.push(result));
  return found.flat();
}

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
