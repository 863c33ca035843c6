import { DEFAULT_RELEASE, type IstioRelease, isRelease, RELEASES } from '../core/release';
import { choices, quote } from '../core/quote';
import type { Acknowledgement } from '../core/suppression/acknowledgement';
import { type Judged, judge, type Override, type Verdict } from '../core/suppression/judge';
import type { Severities } from '../core/suppression/severities';
import { checkResource, identify } from '../kinds/check-resource';
import { soundMetadata } from '../kinds/metadata';
import { analyze } from './analyze';

/** How resources are checked, and what was said about their findings. */
export interface CheckEachOptions {
  /** The Istio release that will run the config. */
  readonly release?: IstioRelease;
  /** Each resource alone, or also what they mean together. */
  readonly scope?: 'admission' | 'mesh';
  /** Severities by rule. */
  readonly severities?: Severities;
  /** The same severities with the places they were written at. */
  readonly overrides?: readonly Override[];
  /** What is acknowledged beside the annotations of the resources. */
  readonly acknowledged?: readonly Acknowledgement[];
}

/**
 * Checks plain Kubernetes objects and applies what was acknowledged: by their annotations, and by the options. The findings of each
 * resource stand at its place in the input; what is to be said about the options themselves is `general`.
 *
 * @throws RangeError when the options name a release or scope that does not exist
 */
export function checkEach(resources: readonly unknown[], options: CheckEachOptions = {}): Verdict {
  const { release = DEFAULT_RELEASE, scope = 'mesh', severities, overrides, acknowledged } = options;
  if (!isRelease(release)) throw new RangeError(`Expected a release of ${choices(RELEASES)}, got ${quote(release)}`);
  if (scope !== 'mesh' && scope !== 'admission') throw new RangeError(`Expected scope "mesh" or "admission", got ${quote(scope)}`);
  const found = resources.map((resource) => [...checkResource(resource, release).findings]);
  const ids = resources.map(identify);
  if (scope === 'mesh') analyze(ids, (index, result) => found[index]!.push(result));
  return judge(
    found.map((findings, index) => ({ id: ids[index], annotations: annotationsOf(resources[index]), findings })),
    { severities, overrides, acknowledged, scopes: scope === 'mesh' ? ['admission', 'mesh'] : ['admission'] },
  );
}

/** The annotations that are text, of anything. */
export function annotationsOf(resource: unknown): Readonly<Record<string, string>> | undefined {
  const { metadata } = (typeof resource === 'object' && resource !== null ? resource : {}) as { metadata?: { annotations?: unknown } | null };
  return metadata?.annotations === undefined ? undefined : soundMetadata(metadata).annotations;
}

/** Everything of a verdict in one list each: by resource, then what is about the options. */
export function flatten({ subjects, general }: Verdict): Judged {
  return {
    findings: [...subjects.flatMap(({ findings }) => findings), ...general],
    suppressed: subjects.flatMap(({ suppressed }) => suppressed),
  };
}
