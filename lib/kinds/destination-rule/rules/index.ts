import { connectionPools } from './connection-pools';
import { consecutiveErrorsDeprecated } from './consecutive-errors-deprecated';
import { cookieNamed } from './cookie-named';
import { distributeOrFailover } from './distribute-or-failover';
import { distributeOverlap } from './distribute-overlap';
import { distributeSumsTo100 } from './distribute-sums-to-100';
import { droppedByPort } from './dropped-by-port';
import { exportTo } from './export-to';
import { failoverNeedsOutlierDetection } from './failover-needs-outlier-detection';
import { failoverWithoutEjection } from './failover-without-ejection';
import { failoverOrTopology } from './failover-or-topology';
import { failoverRegions } from './failover-regions';
import { hostCase } from './host-case';
import { hostMissing } from './host-missing';
import { localOriginFailuresNeedSplit } from './local-origin-failures-need-split';
import { localityIgnoredParts } from './locality-ignored-parts';
import { localityOrZoneAware } from './locality-or-zone-aware';
import { maglevTableSize } from './maglev-table-size';
import { policyNotEmpty } from './policy-not-empty';
import { portMissing } from './port-missing';
import { ringSizeDeprecated } from './ring-size-deprecated';
import { ringSizeTwice } from './ring-size-twice';
import { selectorKey } from './selector-key';
import { selectorSelectsAll } from './selector-selects-all';
import { serverNotVerified } from './server-not-verified';
import { sniWithoutSubjectAltNames } from './sni-without-subject-alt-names';
import { subsetLabels } from './subset-labels';
import { tlsClientCertificate } from './tls-client-certificate';
import { tlsConfigMap } from './tls-config-map';
import { tlsSecretOrFiles } from './tls-secret-or-files';
import { tlsVerifyOrSkip } from './tls-verify-or-skip';
import { tunnelOrProxyProtocol } from './tunnel-or-proxy-protocol';
import { tunnelProtocol } from './tunnel-protocol';
import { tunnelTarget } from './tunnel-target';
import { uniqueSubsetNames } from './unique-subset-names';
import { warmupAggression } from './warmup-aggression';

/** The rules of DestinationRule. */
export const rules = [
  connectionPools, consecutiveErrorsDeprecated, cookieNamed, distributeOrFailover, distributeOverlap, distributeSumsTo100, droppedByPort,
  exportTo,
  failoverNeedsOutlierDetection, failoverOrTopology, failoverRegions, failoverWithoutEjection, hostCase, hostMissing, localityIgnoredParts,
  localityOrZoneAware,
  localOriginFailuresNeedSplit,
  maglevTableSize, policyNotEmpty, portMissing, ringSizeDeprecated, ringSizeTwice, selectorKey, selectorSelectsAll, serverNotVerified,
  sniWithoutSubjectAltNames, subsetLabels,
  tlsClientCertificate, tlsConfigMap, tlsSecretOrFiles, tlsVerifyOrSkip, tunnelOrProxyProtocol, tunnelProtocol, tunnelTarget,
  uniqueSubsetNames, warmupAggression,
].flat();
