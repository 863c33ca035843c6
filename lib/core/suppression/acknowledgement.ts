import type { Finding, ResourceId, SourceLocation } from '../finding';
import { currentId } from '../former-ids';
import { renderResource } from '../finding';

/**
 * Who acknowledged a finding: a program (`code`), an annotation on the resource, the file `cdk8s-istio.yaml` (`config`), or
 * upstream's own annotation (`istioctl`).
 */
export type SuppressedBy = 'code' | 'annotation' | 'config' | 'istioctl';

/** A finding that stays, and who acknowledged it. */
export interface Suppression {
  /** Where the acknowledgement is written. */
  readonly by: SuppressedBy;
  /** Why the finding may stay. Upstream's annotation is the only one that gives no reason. */
  readonly reason?: string;
  /** The construct that a program wrote it for. */
  readonly construct?: string;
  /** The line that has it, when it is not on the resource itself. */
  readonly source?: SourceLocation;
}

/** A finding that is acknowledged: it stops nothing, and is kept for reports. */
export interface SuppressedFinding extends Finding {
  /** Who acknowledged it, and why. */
  readonly suppressed: Suppression;
}

/** Where an acknowledgement or a severity was written: what a finding about it is about. */
export type WrittenAt = Pick<Finding, 'resource' | 'path' | 'construct' | 'source'>;

/** An acknowledgement as written, not yet validated. */
export interface Acknowledgement {
  readonly rule: string;
  readonly reason: string;
  readonly by: SuppressedBy;
  /** Where it was written. */
  readonly place: WrittenAt;
  /** The resources it is for, as findings write them: `VirtualService shop/*`. Unset: all it was given with. */
  readonly resource?: string;
}

/** The annotation that acknowledges findings of its resource: `<rule>: <reason>`, several on lines of their own or with `;` between. */
export const ACKNOWLEDGE = 'cdk8s-istio/acknowledge';

/** The text as written, whatever its type: no reason is the same as an empty one. */
export function acknowledgement(rule: unknown, reason: unknown, by: SuppressedBy, place: WrittenAt, resource?: string): Acknowledgement {
  return { rule: currentId(String(rule)), reason: typeof reason === 'string' ? reason : '', by, place, ...(resource === undefined ? {} : { resource }) };
}

/** What the annotations of a resource acknowledge. */
export function ofAnnotations(resource: ResourceId, annotations: Readonly<Record<string, string>>): Acknowledgement[] {
  if (!Object.hasOwn(annotations, ACKNOWLEDGE)) return [];
  const place = { resource, path: ['metadata', 'annotations', ACKNOWLEDGE] };
  return annotations[ACKNOWLEDGE]!.split(/[\n;]/).map((entry) => entry.trim()).filter((entry) => entry !== '').map((entry) => {
    const [rule, ...reason] = entry.split(':');
    return acknowledgement(rule!.trim(), reason.join(':').trim(), 'annotation', place);
  });
}

/** The annotation that says the same, after what it says already. */
export function toAnnotation(written: string | undefined, more: readonly Pick<Acknowledgement, 'rule' | 'reason'>[]): string {
  // What separates entries cannot be in a reason.
  const lines = more.map(({ rule, reason }) => `${rule}: ${reason.replace(/\s*[\n;]\s*/g, ', ').trim()}`);
  return [...(written ? [written.trim()] : []), ...lines].join('\n');
}

/** True for the resources that an acknowledgement is for; `*` stands for any characters. Without a pattern it is for everything. */
export function isFor({ resource: pattern }: Acknowledgement, id: ResourceId | undefined): boolean {
  if (pattern === undefined) return true;
  if (!id) return false;
  const text = renderResource(id);
  const [start, ...rest] = pattern.split('*') as [string, ...string[]];
  if (!text.startsWith(start)) return false;
  if (rest.length === 0) return text === start;
  const end = rest.pop()!;
  let at = start.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - end.length >= at && text.endsWith(end);
}
