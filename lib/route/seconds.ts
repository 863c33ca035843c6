import { parseGoDuration } from '../values/go-duration';

/** A duration in seconds; undefined for none. */
export function seconds(text: string | undefined): number | undefined {
  const nanoseconds = text === undefined ? undefined : parseGoDuration(text);
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e9;
}
