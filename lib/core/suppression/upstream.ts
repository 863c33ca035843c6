import type { Finding } from '../finding';

/** Upstream's annotation: codes of `istioctl analyze` that are not to be reported on the resource. */
export const ANALYZE_SUPPRESS = 'galley.istio.io/analyze-suppress';

const CODE = /^IST\d{4}$/;

/**
 * True when `istioctl analyze` would leave a message out. It compares what stands between the commas as it stands, spaces and all;
 * `*` is every code, but only of istioctl's own messages.
 */
export function isSuppressedUpstream({ aliases = [], authority }: Finding, annotation: string): boolean {
  if (authority === 'istiod') return false; // the cluster refuses it, or warns, whatever istioctl leaves out
  const codes = aliases.filter((alias) => CODE.test(alias));
  if (codes.length === 0) return false;
  return codes.some((code) => namesCode(annotation, code));
}

/** True when the annotation has istioctl leave out messages of a code. */
export function namesCode(annotation: string, code: string): boolean {
  return annotation.split(',').some((entry) => entry === '*' || entry === code);
}

/** Entries that istioctl overlooks because of the spaces around them. */
export function overlooked(annotation: string): string[] {
  return annotation.split(',').filter((entry) => entry !== entry.trim() && (entry.trim() === '*' || CODE.test(entry.trim())));
}
