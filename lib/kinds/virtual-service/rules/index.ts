import { authorityTwice } from './authority-twice';
import { bodyLarge } from './body-large';
import { bodyTooLarge } from './body-too-large';
import { claimsAtGatewaysOnly } from './claims-at-gateways-only';
import { connectionRouteMissing } from './connection-route-missing';
import { corsAgeInSeconds } from './cors-age-in-seconds';
import { corsCredentials } from './cors-credentials';
import { corsLiteralStar } from './cors-literal-star';
import { corsOrigin } from './cors-origin';
import { corsOriginEmpty } from './cors-origin-empty';
import { corsPreflight } from './cors-preflight';
import { coveredMatch } from './covered-match';
import { delegateHttpOnly } from './delegate-http-only';
import { delegatingRoute } from './delegating-route';
import { destinationCase } from './destination-case';
import { destinationHost } from './destination-host';
import { destinationPort } from './destination-port';
import { destinationSubset } from './destination-subset';
import { directResponseExcludesOthers } from './direct-response-excludes-others';
import { duplicateMatch } from './duplicate-match';
import { exportTo } from './export-to';
import { externalDestinationCase } from './external-destination-case';
import { fault } from './fault';
import { faultAlone } from './fault-alone';
import { faultPercentage } from './fault-percentage';
import { gatewayDotted } from './gateway-dotted';
import { namedGateway } from './gateway-reference';
import { hostName } from './host-name';
import { hostPlace } from './host-place';
import { hostsOverlap } from './hosts-overlap';
import { matchEmptyText } from './match-empty-text';
import { matchNamespace } from './match-namespace';
import { matchPort } from './match-port';
import { methodCase } from './method-case';
import { mirrorOrMirrors } from './mirror-or-mirrors';
import { mirrorPercentDeprecated } from './mirror-percent-deprecated';
import { mirrorPercentage } from './mirror-percentage';
import { negativeWeight } from './negative-weight';
import { noAction } from './no-action';
import { noDefaultRoute } from './no-default-route';
import { pathMatchesNothing } from './path-matches-nothing';
import { perTryTimeoutIdle } from './per-try-timeout-idle';
import { redirectExcludesOthers } from './redirect-excludes-others';
import { redirectNowhere } from './redirect-nowhere';
import { redirectPathTwice } from './redirect-path-twice';
import { redirectPrefixNeedsPrefix } from './redirect-prefix-needs-prefix';
import { redirectResponse } from './redirect-response';
import { regexWithoutPathItself } from './regex-without-path-itself';
import { retries } from './retries';
import { rewriteOnePath } from './rewrite-one-path';
import { rewriteSlashes } from './rewrite-slashes';
import { routesMissing } from './routes-missing';
import { sniIsIp } from './sni-is-ip';
import { sniName } from './sni-name';
import { sniOutsideHosts } from './sni-outside-hosts';
import { starInMatch } from './star-in-match';
import { tlsMatchMissing } from './tls-match-missing';
import { totalWeightZero } from './total-weight-zero';
import { unreachableRoute } from './unreachable-route';
import { wholePathRegex } from './whole-path-regex';

/** The rules of VirtualService. */
export const rules = [
  authorityTwice, bodyLarge, bodyTooLarge, claimsAtGatewaysOnly, connectionRouteMissing, corsAgeInSeconds, corsCredentials,
  corsLiteralStar, corsOrigin, corsOriginEmpty, corsPreflight, coveredMatch, delegateHttpOnly, delegatingRoute, destinationCase,
  destinationHost,
  destinationPort, destinationSubset, directResponseExcludesOthers, duplicateMatch, exportTo, externalDestinationCase, fault,
  faultAlone, faultPercentage, gatewayDotted, hostName, hostPlace, hostsOverlap, matchEmptyText, matchNamespace, matchPort,
  methodCase, mirrorOrMirrors, mirrorPercentage, mirrorPercentDeprecated, namedGateway, negativeWeight, noAction, noDefaultRoute,
  pathMatchesNothing, perTryTimeoutIdle, redirectExcludesOthers, redirectNowhere, redirectPathTwice, redirectPrefixNeedsPrefix,
  redirectResponse, regexWithoutPathItself, retries, rewriteOnePath, rewriteSlashes, routesMissing, sniIsIp, sniName,
  sniOutsideHosts, starInMatch, tlsMatchMissing, totalWeightZero, unreachableRoute, wholePathRegex,
].flat();
