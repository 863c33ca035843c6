import type { Path } from '../core/finding';
import type { RuleSpec } from '../mesh/destination-rules';
import type { Mesh } from '../mesh/mesh';
import type { EntryOf } from '../mesh/mesh-entry';

/** TLS settings of a DestinationRule that name no authority. */
export interface TlsWithoutCa {
  readonly on: EntryOf<'DestinationRule'>;
  readonly path: Path;
  readonly mode: string;
  /** The port that they are for; unset for the host. */
  readonly port: number | undefined;
}

/** What istioctl takes for TLS without verification: settings of a host, or of its ports, that name no authority. */
export function tlsWithoutCa(mesh: Mesh): readonly TlsWithoutCa[] {
  return mesh.istioctl.all('DestinationRule').flatMap((on) => {
    const { trafficPolicy, workloadSelector } = on.resource.spec as RuleSpec;
    const blocks = [
      { tls: trafficPolicy?.tls, path: ['spec', 'trafficPolicy', 'tls'], port: undefined },
      ...(trafficPolicy?.portLevelSettings ?? []).map(({ tls, port }, i) => ({ tls, path: ['spec', 'trafficPolicy', 'portLevelSettings', i, 'tls'], port: port?.number ?? 0 })),
    ];
    return blocks.flatMap(({ tls, path, port }): readonly TlsWithoutCa[] => {
      const { mode, caCertificates = '', credentialName = '' } = tls ?? {};
      if ((mode !== 'SIMPLE' && mode !== 'MUTUAL') || caCertificates !== '' || (credentialName !== '' && workloadSelector)) return [];
      return [{ on, path, mode, port }];
    });
  });
}
