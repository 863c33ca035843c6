import { quote } from '../core/quote';
import { isHttpProtocol } from '../values/protocol';
import type { Mirror } from './behaviours';
import { compositionRules } from './composition-rules';
import type { HostModel } from './model';
import type { Problem } from './problem';

/** Copies that go to a version which answers clients as well: it then does the work of some requests twice, and is no shadow. */
export function mirroredVersions({ behaviours, shares, host, ports, detours }: HostModel): Problem[] {
  if (detours.length > 0 || !ports.some(({ protocol }) => isHttpProtocol(protocol))) return [];
  const copies = behaviours.flatMap(({ leaves }) => Object.entries(leaves).flatMap(([leaf, { value, by }]) => {
    const { host: elsewhere, version } = leaf.startsWith('mirror ') ? value as Mirror : {};
    return version !== undefined && (elsewhere === undefined || elsewhere === host) ? [{ version, by }] : [];
  }));
  return copies.flatMap(({ version, by }, i): Problem[] => {
    if (copies.slice(0, i).some((other) => other.by.construct === by.construct)) return [];
    const percent = shares ? shares.value.find((share) => share.version === version)?.percent ?? 0 : undefined;
    if (percent === 0) return [];
    const got = percent === undefined ? 'which answers clients as all endpoints do' : `which answers ${percent} % of them`;
    return [{
      rule: compositionRules.copiesToLiveVersion,
      message: `Expected copies for a version that answers nobody, got ${quote(version)}, ${got}`,
      by,
      others: shares ? [shares.by] : [],
    }];
  });
}
