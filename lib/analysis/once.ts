import type { MeshDetail, MeshPlace, ReportOn } from './analyzer';

/** A finding that an analyzer has at a place. */
export interface Found {
  readonly at: MeshPlace;
  readonly detail: MeshDetail;
}

/**
 * Reports findings of one object that say the same as one finding at the first place, with the other places beside it.
 *
 * @param key what tells findings of an object apart
 */
export function reportOnce(report: ReportOn, found: Iterable<Found & { readonly key: string }>): void {
  const groups = new Map<string, Found & { readonly others: MeshPlace[] }>();
  for (const { key, at, detail } of found) {
    const group = groups.get(`${at.on.index} ${key}`);
    if (group) group.others.push(at);
    else groups.set(`${at.on.index} ${key}`, { at, detail, others: [] });
  }
  for (const { at, detail, others } of groups.values()) {
    report(at, others.length === 0 ? detail : { ...detail, related: [...detail.related ?? [], ...others.slice(0, MOST)] });
  }
}

/** How many places are worth naming beside the first. */
const MOST = 20;
