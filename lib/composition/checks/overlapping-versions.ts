import { quote } from '../../core/quote';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import type { Problem } from '../problem';

/** Versions that get a share of their own though one pod can belong to both. */
export function overlappingVersions({ shares, exceptions, versions }: HostModel): Problem[] {
  const used = [
    ...(shares?.value ?? []).map(({ version }) => ({ version, by: shares!.by })),
    ...exceptions.flatMap(({ value: { then }, by }) => (then.kind === 'version' ? [{ version: then.version, by }] : [])),
  ];
  for (const [i, { version, by }] of used.entries()) {
    const earlier = used.slice(0, i).find((use) => use.version !== version && !areApart(versions[use.version], versions[version]));
    if (earlier === undefined) continue;
    const message = `Expected versions of different pods, got ${quote(earlier.version)} and ${quote(version)}, which a pod can be both of`;
    const others = earlier.by.construct === by.construct ? [] : [earlier.by];
    return [{ rule: compositionRules.versionsOverlap, message, by, others }];
  }
  return [];
}

function areApart(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(a).some(([label, value]) => b[label] !== undefined && b[label] !== value);
}
