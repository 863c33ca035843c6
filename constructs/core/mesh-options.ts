import type { IConstruct } from 'constructs';
import { choices, quote } from '../../lib/core/quote';
import { DEFAULT_RELEASE, type IstioRelease, isRelease, RELEASES } from '../../lib/core/release';

/** What config is written for. */
export interface MeshOptions {
  /**
   * The Istio release that will run the config. Decides the apiVersion, and which fields there are.
   *
   * @default '1.31'
   */
  readonly release?: IstioRelease;
  /**
   * The DNS domain of the cluster, the end of every service's full name.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

const OPTIONS = Symbol.for('cdk8s-istio.MeshOptions');

/**
 * Sets what everything below a construct is written for. Call it before the constructs are made: an apiVersion is chosen
 * when its construct is.
 *
 * @param scope an App, a Chart, or any other construct; the nearest one counts
 * @throws RangeError when the release is none that this package knows
 * @example
 * const app = new App();
 * configureMesh(app, { release: '1.28' });
 */
export function configureMesh(scope: IConstruct, options: MeshOptions): void {
  if (options.release !== undefined && !isRelease(options.release)) {
    throw new RangeError(`Expected a release of ${choices(RELEASES)}, got ${quote(options.release)}`);
  }
  Object.defineProperty(scope, OPTIONS, { value: { ...optionsSet(scope), ...options }, configurable: true });
}

/** The options that hold at a construct. @internal */
export function meshOptionsOf(scope: IConstruct): Required<MeshOptions> {
  const set: MeshOptions = {};
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) Object.assign(set, { ...optionsSet(at), ...set });
  return { release: set.release ?? DEFAULT_RELEASE, clusterDomain: set.clusterDomain ?? 'cluster.local' };
}

function optionsSet(scope: IConstruct): MeshOptions | undefined {
  return (scope as { [OPTIONS]?: MeshOptions })[OPTIONS];
}
