/** The Istio releases that can be targeted, oldest first; the last one is not out yet. */
export const RELEASES = ['1.26', '1.27', '1.28', '1.29', '1.30', '1.31', '1.32'] as const;

/** An Istio release to write config for. `1.32` is a preview of what the development branch has. */
export type IstioRelease = (typeof RELEASES)[number];

/** The newest released Istio: what config is written for unless a program or a file sets another. */
export const DEFAULT_RELEASE: IstioRelease = '1.31';

/** True for a release this package can write config for. */
export function isRelease(value: unknown): value is IstioRelease {
  return RELEASES.includes(value as IstioRelease);
}

/** `1.9` < `1.10`; a `-dev` suffix counts as that release. */
export function compareReleases(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map((n) => parseInt(n, 10));
  const [majorB = 0, minorB = 0] = b.split('.').map((n) => parseInt(n, 10));
  return majorA - majorB || minorA - minorB;
}
