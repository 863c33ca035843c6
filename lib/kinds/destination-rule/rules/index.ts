import { clientTls } from './client-tls';
import { connectionPools } from './connection-pools';
import { consecutiveErrorsDeprecated } from './consecutive-errors-deprecated';
import { exportTo } from './export-to';
import { hostMissing } from './host-missing';
import { loadBalancer } from './load-balancer';
import { localOriginFailuresNeedSplit } from './local-origin-failures-need-split';
import { localityRules } from './locality';
import { policyWhole } from './policy-whole';
import { selectorKey, selectorSelectsAll } from './selector';
import { subsetLabels } from './subset-labels';
import { tunnel } from './tunnel';
import { uniqueSubsetNames } from './unique-subset-names';

/** The rules of DestinationRule. */
export const rules = [
  clientTls, connectionPools, consecutiveErrorsDeprecated, exportTo, hostMissing, loadBalancer, localOriginFailuresNeedSplit, localityRules,
  policyWhole, selectorKey, selectorSelectsAll, subsetLabels, tunnel, uniqueSubsetNames,
].flat();
