import { quote } from '../../core/quote';
import { isHttpProtocol } from '../../values/protocol';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import { mirrorsOf } from '../leaves/claim-of';
import type { Problem } from '../problem';

/** Mirrors to a version that serves clients as well: it then handles some requests twice. */
export function mirrorsToLiveVersions({ behaviours, shares, host, ports, detours }: HostModel): Problem[] {
  if (detours.length > 0 || !ports.some(({ protocol }) => isHttpProtocol(protocol))) return [];
  const mirrors = mirrorsOf(behaviours).flatMap(({ value, by }) => (
    value.version !== undefined && (value.host === undefined || value.host === host) ? [{ version: value.version, by }] : []
  ));
  return mirrors.flatMap(({ version, by }, i): Problem[] => {
    if (mirrors.slice(0, i).some((earlier) => earlier.by.construct === by.construct)) return [];
    const percent = shares ? shares.value.find((share) => share.version === version)?.percent ?? 0 : undefined;
    if (percent === 0) return [];
    const got = percent === undefined ? 'which serves clients as all endpoints do' : `which serves ${percent} % of the requests`;
    return [{
      rule: compositionRules.mirrorToLiveVersion,
      message: `Expected a mirror to a version that serves no clients, got ${quote(version)}, ${got}`,
      by,
      others: shares ? [shares.by] : [],
    }];
  });
}
