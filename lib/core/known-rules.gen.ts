// Written from the rules themselves by `npm run docs`: what can be said of a rule without loading it.
import type { Authority, Severity } from './finding';

/** Who can run a rule: `check` on one resource, `check` on many, or only the program that makes the resources. */
export type RuleScope = 'admission' | 'mesh' | 'program';

/** The id of a rule of this package. */
export type KnownRule =
  | 'access/http-rules-on-tcp'
  | 'access/identity-in-the-clear'
  | 'access/peer-authentication-twice'
  | 'access/token-not-required'
  | 'annotations/deprecated'
  | 'annotations/invalid'
  | 'annotations/misplaced'
  | 'annotations/unknown'
  | 'authorization-policy-construct/empty-list'
  | 'authorization-policy-construct/nested-claim'
  | 'authorization-policy-construct/one-action'
  | 'authorization-policy-construct/value-matches-nothing'
  | 'authorization-policy/accounts-alone'
  | 'authorization-policy/condition-key'
  | 'authorization-policy/condition-values'
  | 'authorization-policy/custom-limits'
  | 'authorization-policy/deny-without-port'
  | 'authorization-policy/dotted-claim'
  | 'authorization-policy/dry-run'
  | 'authorization-policy/empty-list'
  | 'authorization-policy/exact-path'
  | 'authorization-policy/ip-block'
  | 'authorization-policy/matches-nothing'
  | 'authorization-policy/moot-rule'
  | 'authorization-policy/no-empty-value'
  | 'authorization-policy/one-target'
  | 'authorization-policy/part-not-empty'
  | 'authorization-policy/path-template'
  | 'authorization-policy/port'
  | 'authorization-policy/protects-nothing'
  | 'authorization-policy/provider-missing'
  | 'authorization-policy/provider-unused'
  | 'authorization-policy/rules-missing'
  | 'authorization-policy/selector-key'
  | 'authorization-policy/selector-selects-all'
  | 'authorization-policy/service-account'
  | 'authorization-policy/split-rule'
  | 'authorization-policy/target-kind'
  | 'authorization-policy/target-namespace'
  | 'authorization-policy/template-start'
  | 'authorization-policy/trust-domain'
  | 'composition/affinity-within-version'
  | 'composition/behind-delegate'
  | 'composition/behind-stripped-prefix'
  | 'composition/circular-routes'
  | 'composition/claimed-twice'
  | 'composition/client-rule'
  | 'composition/clients-behind-gateway'
  | 'composition/clients-overlap'
  | 'composition/connections-differ'
  | 'composition/connections-of-version'
  | 'composition/fault-alone'
  | 'composition/gateway-port-taken'
  | 'composition/headless-versions'
  | 'composition/hiding-rule'
  | 'composition/left-out'
  | 'composition/many-routes'
  | 'composition/match-not-for-host'
  | 'composition/mirror-and-delegate'
  | 'composition/mirror-bypasses-gateway'
  | 'composition/mirror-to-live-version'
  | 'composition/namespace-missing'
  | 'composition/needs-http'
  | 'composition/not-an-owner'
  | 'composition/not-joinable'
  | 'composition/not-strippable'
  | 'composition/owned-host'
  | 'composition/owned-twice'
  | 'composition/pins-overlap'
  | 'composition/rewrite-before-gateway'
  | 'composition/service-out-of-sight'
  | 'composition/sticky-cookie-taken'
  | 'composition/too-many-routes'
  | 'composition/two-gateways'
  | 'composition/unreachable'
  | 'composition/versions-overlap'
  | 'composition/without-effect'
  | 'conditions/not-accepted'
  | 'config/contradiction'
  | 'config/no-analyzers'
  | 'config/syntax'
  | 'config/two-files'
  | 'config/unknown-key'
  | 'config/unreadable'
  | 'config/wrong-value'
  | 'connections/server-name-in-two-lists'
  | 'connections/server-name-taken'
  | 'connections/shared-port'
  | 'connections/subnets-stick'
  | 'construct/made-without-end'
  | 'construct/reserved-id'
  | 'construct/two-packages'
  | 'construct/validation'
  | 'control-plane/address-without-name'
  | 'control-plane/ejection-of-dynamic-hosts'
  | 'control-plane/failover-of-dns-endpoints'
  | 'control-plane/invalid-address'
  | 'control-plane/old-gateway-api'
  | 'control-plane/removed-kind'
  | 'destination-rule/consecutive-errors-deprecated'
  | 'destination-rule/cookie-named'
  | 'destination-rule/distribute-or-failover'
  | 'destination-rule/distribute-overlap'
  | 'destination-rule/distribute-sums-to-100'
  | 'destination-rule/ejection-dropped-by-port'
  | 'destination-rule/export-to'
  | 'destination-rule/failover-needs-outlier-detection'
  | 'destination-rule/failover-or-topology'
  | 'destination-rule/failover-regions'
  | 'destination-rule/failover-without-ejection'
  | 'destination-rule/host-case'
  | 'destination-rule/host-missing'
  | 'destination-rule/local-origin-failures-need-split'
  | 'destination-rule/locality-ignored-parts'
  | 'destination-rule/locality-or-zone-aware'
  | 'destination-rule/maglev-table-size'
  | 'destination-rule/policy-not-empty'
  | 'destination-rule/pool-keep-alive-whole'
  | 'destination-rule/pool-limit-negative'
  | 'destination-rule/pool-not-empty'
  | 'destination-rule/pool-upgrade-conflict'
  | 'destination-rule/port-missing'
  | 'destination-rule/ring-size-deprecated'
  | 'destination-rule/ring-size-twice'
  | 'destination-rule/selector-key'
  | 'destination-rule/selector-selects-all'
  | 'destination-rule/server-not-verified'
  | 'destination-rule/sni-without-subject-alt-names'
  | 'destination-rule/subset-labels'
  | 'destination-rule/tls-client-certificate'
  | 'destination-rule/tls-config-map'
  | 'destination-rule/tls-dropped-by-port'
  | 'destination-rule/tls-secret-or-files'
  | 'destination-rule/tls-verify-or-skip'
  | 'destination-rule/tunnel-or-proxy-protocol'
  | 'destination-rule/tunnel-protocol'
  | 'destination-rule/tunnel-target'
  | 'destination-rule/unique-subset-names'
  | 'destination-rule/warmup-aggression'
  | 'destinations/no-authority'
  | 'destinations/no-authority-at-port'
  | 'destinations/subset-without-pods'
  | 'destinations/unknown-host'
  | 'egress-gateway/expected'
  | 'egress-gateway/resolution'
  | 'egress-gateway/unknown-port'
  | 'egress-gateway/who-sees'
  | 'egress-gateway/wildcard-host'
  | 'egress/bypassed-gateway'
  | 'egress/open-to-outside'
  | 'egress/server-name-missing'
  | 'envoy-filter/apply-to-missing'
  | 'envoy-filter/deprecated-filter-name'
  | 'envoy-filter/filter-match-ignored'
  | 'envoy-filter/filter-match-named'
  | 'envoy-filter/match-fits'
  | 'envoy-filter/no-stable-interface'
  | 'envoy-filter/one-target'
  | 'envoy-filter/operation-missing'
  | 'envoy-filter/patch-missing'
  | 'envoy-filter/patch-value'
  | 'envoy-filter/patch-value-field'
  | 'envoy-filter/patch-value-type'
  | 'envoy-filter/proxy-version-is-regex'
  | 'envoy-filter/proxy-version-too-long'
  | 'envoy-filter/selector-key'
  | 'envoy-filter/selector-selects-all'
  | 'envoy-filter/sub-filter-of-connection-manager'
  | 'envoy-filter/sub-filter-of-http-filter'
  | 'envoy-filter/target-namespace'
  | 'envoy-filter/typed-config-missing'
  | 'envoy-filter/value-missing'
  | 'envoy-filter/waypoint-context'
  | 'external-service/expected'
  | 'external-service/host'
  | 'external-service/host-twice'
  | 'external-service/no-ports'
  | 'external-service/shared-address'
  | 'external-service/tcp-without-addresses'
  | 'field/conflicting'
  | 'field/duplicate-key'
  | 'field/empty'
  | 'field/missing'
  | 'field/needs-release'
  | 'field/out-of-range'
  | 'field/removed-kind'
  | 'field/unknown'
  | 'field/unknown-kind'
  | 'field/unknown-value'
  | 'field/wrong-format'
  | 'field/wrong-size'
  | 'field/wrong-type'
  | 'file/changed-key'
  | 'file/dropped-text'
  | 'file/duplicate-key'
  | 'file/encoding'
  | 'file/merge-order'
  | 'file/no-json'
  | 'file/not-a-resource'
  | 'file/syntax'
  | 'file/template'
  | 'file/too-deep'
  | 'file/too-large'
  | 'file/too-many-aliases'
  | 'file/unbuilt'
  | 'file/unreadable'
  | 'gateway/all-hosts-first'
  | 'gateway/at-least-one-server'
  | 'gateway/dropped-server'
  | 'gateway/name-is-a-label'
  | 'gateway/no-target-port'
  | 'gateway/port-name-missing'
  | 'gateway/port-number'
  | 'gateway/port-protocol'
  | 'gateway/redirect-on-http-only'
  | 'gateway/same-server-name'
  | 'gateway/same-server-name-with-routes'
  | 'gateway/server-bind'
  | 'gateway/server-host'
  | 'gateway/tls-by-protocol'
  | 'gateway/tls-certificate-missing'
  | 'gateway/tls-certificate-unused'
  | 'gateway/tls-cipher-ignored'
  | 'gateway/tls-client-ca-missing'
  | 'gateway/tls-crl-place'
  | 'gateway/tls-mesh-certificates-only'
  | 'gateway/tls-old-version'
  | 'gateway/tls-one-kind-of-source'
  | 'gateway/tls-one-source'
  | 'gateway/unique-port-names'
  | 'gateways/certificate-twice'
  | 'gateways/no-workloads'
  | 'gateways/port-not-open'
  | 'gateways/servers-clash'
  | 'gateways/unknown-credential'
  | 'gateways/unusable-credential'
  | 'hosts/no-addresses'
  | 'hosts/protocols-clash'
  | 'identity/duplicate-resource'
  | 'ingress-gateway/detour-unseen'
  | 'ingress-gateway/needs-tls-port'
  | 'ingress-gateway/not-a-service'
  | 'ingress-gateway/not-at-a-host'
  | 'ingress-gateway/not-visible'
  | 'ingress-gateway/nothing-exposed'
  | 'ingress-gateway/owned-host'
  | 'ingress-gateway/path-unseen'
  | 'ingress-gateway/port-missing'
  | 'ingress-gateway/requests-unseen'
  | 'ingress-gateway/served-twice'
  | 'ingress-gateway/shared-certificate'
  | 'ingress-gateway/under-wildcard'
  | 'ingress-gateway/wildcard-service'
  | 'injection/image-auto-in-deployment'
  | 'injection/image-auto-in-pod'
  | 'injection/namespace-by-default'
  | 'injection/namespace-without-sidecars'
  | 'injection/pod-without-sidecar'
  | 'injection/proxy-image-differs'
  | 'injection/several-labels'
  | 'injection/webhook-service-missing'
  | 'injection/webhooks-overlap'
  | 'input/cycle'
  | 'input/half-character'
  | 'input/not-a-resource'
  | 'input/not-finite'
  | 'input/not-json'
  | 'input/null'
  | 'input/other-kind'
  | 'input/patch-failed'
  | 'input/token-failed'
  | 'input/too-deep'
  | 'input/undefined-in-list'
  | 'input/unreadable'
  | 'internal/check-failed'
  | 'listeners/other-protocol'
  | 'listeners/same-server-name'
  | 'mesh-config/unknown-field'
  | 'mesh-config/wrong-value'
  | 'mesh-service/external-name'
  | 'mesh-service/not-selected'
  | 'mesh-service/other-namespace'
  | 'mesh-service/same-version-label'
  | 'metadata/dry-run'
  | 'metadata/finalizer'
  | 'metadata/generate-name'
  | 'metadata/internal-annotation'
  | 'metadata/key'
  | 'metadata/label-value'
  | 'metadata/name'
  | 'metadata/namespace'
  | 'metadata/owner'
  | 'namespace-isolation/closed-twice'
  | 'namespace-isolation/egress-host-unseen'
  | 'namespace-isolation/isolated-twice'
  | 'namespace-isolation/namespace-missing'
  | 'namespace-isolation/not-a-dependency'
  | 'namespace-isolation/not-an-isolation'
  | 'namespace-isolation/not-visible'
  | 'namespace-isolation/other-sidecar'
  | 'namespace-isolation/overlapping-workloads'
  | 'patches/add-to-route'
  | 'patches/port-name-of-http'
  | 'patches/relative-by-version'
  | 'patches/relative-operation'
  | 'patches/remove-route'
  | 'patches/replace-other'
  | 'pattern/invalid-option'
  | 'pattern/unknown-option'
  | 'peer-authentication/ports-need-labels'
  | 'peer-authentication/selector-key'
  | 'peer-authentication/selector-selects-all'
  | 'policies/keys-from-anywhere'
  | 'policies/no-workloads'
  | 'policies/selector-at-gateway'
  | 'policies/unknown-namespace'
  | 'protocols/tls-twice'
  | 'protocols/unused-routes'
  | 'proxy-config/selector-key'
  | 'proxy-config/selector-selects-none'
  | 'reference/not-a-delegate'
  | 'reference/not-a-target'
  | 'reference/other-app'
  | 'reference/port-missing'
  | 'reference/unbound-gateway'
  | 'reference/undeclared-protocol'
  | 'reference/unknown-port'
  | 'reference/unknown-subset'
  | 'reference/unknown-version'
  | 'request-authentication/issuer-or-address-of-keys'
  | 'request-authentication/literal-star'
  | 'request-authentication/one-source-of-keys'
  | 'request-authentication/one-target'
  | 'request-authentication/public-keys-only'
  | 'request-authentication/selector-key'
  | 'request-authentication/selector-selects-all'
  | 'request-authentication/target-kind'
  | 'request-authentication/target-namespace'
  | 'resource/large'
  | 'resource/too-large-to-apply'
  | 'resource/too-large-to-store'
  | 'route/condition-twice'
  | 'route/condition-without-value'
  | 'route/not-a-match'
  | 'route/part-twice'
  | 'route/path-matches-nothing'
  | 'routes/claims-without-authentication'
  | 'routes/host-claimed-twice'
  | 'routes/host-not-at-gateway'
  | 'routes/internal-gateway'
  | 'routes/merged-order'
  | 'routes/outside-root'
  | 'routes/port-needed'
  | 'routes/redirect-circle'
  | 'routes/subset-bypassed'
  | 'routes/unknown-gateway'
  | 'routes/unknown-host'
  | 'routes/unknown-port'
  | 'routes/unknown-subset'
  | 'rules/credential-at-sidecars'
  | 'rules/exported-in-vain'
  | 'rules/second-policy'
  | 'rules/selector-elsewhere'
  | 'rules/subset-of-others'
  | 'service-entry/address-form'
  | 'service-entry/address-not-empty'
  | 'service-entry/address-or-network'
  | 'service-entry/dynamic-dns-hosts'
  | 'service-entry/dynamic-dns-location'
  | 'service-entry/dynamic-dns-no-addresses'
  | 'service-entry/dynamic-dns-no-endpoints'
  | 'service-entry/dynamic-dns-protocol'
  | 'service-entry/endpoint-ports-known'
  | 'service-entry/export-to'
  | 'service-entry/hosts-distinguishable'
  | 'service-entry/hosts-share-address'
  | 'service-entry/network-without-address'
  | 'service-entry/no-bare-wildcard'
  | 'service-entry/no-endpoints-without-resolution'
  | 'service-entry/partial-wildcard'
  | 'service-entry/port-protocol'
  | 'service-entry/resolvable-hosts'
  | 'service-entry/round-robin-one-endpoint'
  | 'service-entry/selector-key'
  | 'service-entry/selector-or-endpoints'
  | 'service-entry/selector-selects-all'
  | 'service-entry/selector-without-resolution'
  | 'service-entry/socket-needs-one-port'
  | 'service-entry/socket-without-ports'
  | 'service-entry/subnets-without-dns'
  | 'service-entry/tcp-needs-addresses'
  | 'service-entry/unique-port-numbers'
  | 'services/external-name-without-protocol'
  | 'services/unknown-protocol'
  | 'sidecar-construct/egress-missing'
  | 'sidecar-construct/one-catch-all'
  | 'sidecar/default-endpoint'
  | 'sidecar/duplicate-import'
  | 'sidecar/egress-hosts'
  | 'sidecar/egress-proxy'
  | 'sidecar/egress-proxy-short-host'
  | 'sidecar/exclusion-release'
  | 'sidecar/http-pool-on-tcp'
  | 'sidecar/imports-all-already'
  | 'sidecar/ingress-tls-by-files'
  | 'sidecar/ingress-tls-mode'
  | 'sidecar/ingress-tls-needs-tls-port'
  | 'sidecar/listener-bind'
  | 'sidecar/no-capture-of-sockets'
  | 'sidecar/no-target-port'
  | 'sidecar/not-empty'
  | 'sidecar/pool-keep-alive-whole'
  | 'sidecar/pool-limit-negative'
  | 'sidecar/pool-not-empty'
  | 'sidecar/pool-upgrade-conflict'
  | 'sidecar/port-name'
  | 'sidecar/port-number'
  | 'sidecar/port-protocol'
  | 'sidecar/portless-listener-last'
  | 'sidecar/proxy-needs-allow-any'
  | 'sidecar/selector-key'
  | 'sidecar/selector-selects-all'
  | 'sidecar/tls-certificate-missing'
  | 'sidecar/tls-certificate-unused'
  | 'sidecar/tls-cipher-ignored'
  | 'sidecar/tls-client-ca-missing'
  | 'sidecar/tls-crl-place'
  | 'sidecar/tls-old-version'
  | 'sidecar/unique-listeners'
  | 'sidecars/no-workloads'
  | 'sidecars/overlapping-selectors'
  | 'sidecars/several-defaults'
  | 'sidecars/without-sidecar'
  | 'suppression/matches-nothing'
  | 'suppression/no-reason'
  | 'suppression/overlooked-code'
  | 'suppression/refused-anyway'
  | 'suppression/unknown-rule'
  | 'telemetry/filter-expression'
  | 'telemetry/label-has-value'
  | 'telemetry/label-name'
  | 'telemetry/lightstep'
  | 'telemetry/no-provider'
  | 'telemetry/no-workloads'
  | 'telemetry/one-target'
  | 'telemetry/one-tracing'
  | 'telemetry/one-tracing-provider'
  | 'telemetry/overlapping-selectors'
  | 'telemetry/removed-label-has-no-value'
  | 'telemetry/selector-key'
  | 'telemetry/selector-selects-all'
  | 'telemetry/set-label-has-value'
  | 'telemetry/several-defaults'
  | 'telemetry/tag-name'
  | 'telemetry/target-kind'
  | 'telemetry/target-namespace'
  | 'tls-origination/already-tls'
  | 'tls-origination/fixed-port'
  | 'tls-origination/server-name'
  | 'tls-origination/starttls'
  | 'traffic-extension/host-variable-has-no-value'
  | 'traffic-extension/one-target'
  | 'traffic-extension/plugin-name-size'
  | 'traffic-extension/script-size'
  | 'traffic-extension/selector-key'
  | 'traffic-extension/selector-selects-all'
  | 'traffic-extension/target-kind'
  | 'traffic-extension/target-namespace'
  | 'traffic-extension/wasm-or-lua'
  | 'value/cel'
  | 'value/cidr'
  | 'value/cors-header'
  | 'value/cors-method'
  | 'value/dns-label'
  | 'value/duration'
  | 'value/envoy-format'
  | 'value/fault-percent'
  | 'value/fqdn'
  | 'value/gateway-host'
  | 'value/gateway-reference'
  | 'value/go-duration'
  | 'value/grpc-status'
  | 'value/header-match'
  | 'value/header-name'
  | 'value/header-value'
  | 'value/http-status'
  | 'value/ip'
  | 'value/jwks'
  | 'value/jwks-uri'
  | 'value/jwks-uri-port'
  | 'value/label-key'
  | 'value/label-value'
  | 'value/no-wildcard'
  | 'value/not-negative'
  | 'value/percent'
  | 'value/plain-header'
  | 'value/port'
  | 'value/port-in-range'
  | 'value/port-key'
  | 'value/port-number'
  | 'value/protocol'
  | 'value/re2'
  | 'value/request-header'
  | 'value/retry-on'
  | 'value/sidecar-host'
  | 'value/unix-socket'
  | 'value/wasm-url'
  | 'value/whole-milliseconds'
  | 'value/wildcard-host'
  | 'value/workload-socket'
  | 'virtual-service/authority-twice'
  | 'virtual-service/body-large'
  | 'virtual-service/body-too-large'
  | 'virtual-service/claims-at-gateways-only'
  | 'virtual-service/connection-route-missing'
  | 'virtual-service/cors-age-in-seconds'
  | 'virtual-service/cors-credentials-for-all'
  | 'virtual-service/cors-credentials-loose-origin'
  | 'virtual-service/cors-literal-star'
  | 'virtual-service/cors-origin'
  | 'virtual-service/cors-origin-empty'
  | 'virtual-service/cors-simple-requests-only'
  | 'virtual-service/cors-without-preflight'
  | 'virtual-service/covered-match'
  | 'virtual-service/delegate-http-only'
  | 'virtual-service/delegating-route'
  | 'virtual-service/destination-case'
  | 'virtual-service/destination-host'
  | 'virtual-service/destination-port'
  | 'virtual-service/destination-subset'
  | 'virtual-service/direct-response-excludes-others'
  | 'virtual-service/duplicate-match'
  | 'virtual-service/export-to'
  | 'virtual-service/external-destination-case'
  | 'virtual-service/fault'
  | 'virtual-service/fault-alone'
  | 'virtual-service/fault-percentage'
  | 'virtual-service/gateway-dotted'
  | 'virtual-service/gateway-reference'
  | 'virtual-service/host-name'
  | 'virtual-service/hosts-overlap'
  | 'virtual-service/match-empty-text'
  | 'virtual-service/match-namespace'
  | 'virtual-service/match-port'
  | 'virtual-service/method-case'
  | 'virtual-service/mirror-or-mirrors'
  | 'virtual-service/mirror-percent-deprecated'
  | 'virtual-service/mirror-percentage'
  | 'virtual-service/negative-weight'
  | 'virtual-service/no-action'
  | 'virtual-service/no-default-route'
  | 'virtual-service/outside-host-in-mesh-only'
  | 'virtual-service/path-matches-nothing'
  | 'virtual-service/per-try-timeout-idle'
  | 'virtual-service/redirect-excludes-others'
  | 'virtual-service/redirect-nowhere'
  | 'virtual-service/redirect-path-twice'
  | 'virtual-service/redirect-prefix-needs-prefix'
  | 'virtual-service/redirect-response'
  | 'virtual-service/regex-without-path-itself'
  | 'virtual-service/retries'
  | 'virtual-service/rewrite-one-path'
  | 'virtual-service/rewrite-slashes'
  | 'virtual-service/routes-missing'
  | 'virtual-service/service-host-at-gateways-only'
  | 'virtual-service/sni-is-ip'
  | 'virtual-service/sni-name'
  | 'virtual-service/sni-outside-hosts'
  | 'virtual-service/some-paths-only'
  | 'virtual-service/star-in-match'
  | 'virtual-service/tls-match-missing'
  | 'virtual-service/total-weight-zero'
  | 'virtual-service/unreachable-route'
  | 'virtual-service/whole-path-regex'
  | 'visibility/destination-unseen'
  | 'visibility/listener-without-services'
  | 'visibility/routes-unseen'
  | 'visibility/unknown-namespace'
  | 'wasm-plugin/host-variable-has-no-value'
  | 'wasm-plugin/one-target'
  | 'wasm-plugin/plugin-name-size'
  | 'wasm-plugin/selector-key'
  | 'wasm-plugin/selector-selects-all'
  | 'wasm-plugin/target-kind'
  | 'wasm-plugin/target-namespace'
  | 'workload-entry/address-form'
  | 'workload-entry/address-not-empty'
  | 'workload-entry/address-or-network'
  | 'workload-entry/network-without-address'
  | 'workload-entry/socket-without-ports'
  | 'workload-group/no-grpc-probe'
  | 'workload-group/probe-command'
  | 'workload-group/probe-header-name'
  | 'workload-group/probe-method'
  | 'workload-group/probe-scheme'
  | 'workload-group/socket-without-ports'
  | 'workloads/port-of-two-transports'
  | 'workloads/target-port-twice'
  | 'workloads/uid-of-proxy';

interface RuleFacts {
  readonly severity: Severity;
  readonly authority: Authority;
  readonly scope: RuleScope;
  readonly aliases?: readonly string[];
}

/** Every rule, by its id. */
export const KNOWN_RULES: Readonly<Record<KnownRule, RuleFacts>> = {
  'access/http-rules-on-tcp': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'access/identity-in-the-clear': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh', aliases: ['KIA0105'] },
  'access/peer-authentication-twice': { severity: 'warning', authority: 'kiali', scope: 'mesh', aliases: ['KIA0002', 'KIA0003'] },
  'access/token-not-required': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'annotations/deprecated': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0135'] },
  'annotations/invalid': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0125'] },
  'annotations/misplaced': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0107'] },
  'annotations/unknown': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0108'] },
  'authorization-policy-construct/empty-list': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'authorization-policy-construct/nested-claim': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'authorization-policy-construct/one-action': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'authorization-policy-construct/value-matches-nothing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'authorization-policy/accounts-alone': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'authorization-policy/condition-key': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/condition-values': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/custom-limits': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/deny-without-port': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'authorization-policy/dotted-claim': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/dry-run': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/empty-list': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/exact-path': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/ip-block': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/matches-nothing': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/moot-rule': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/no-empty-value': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/one-target': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'authorization-policy/part-not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/path-template': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/protects-nothing': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/provider-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/provider-unused': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/rules-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'authorization-policy/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'authorization-policy/service-account': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/split-rule': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/target-kind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'authorization-policy/target-namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'authorization-policy/template-start': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'authorization-policy/trust-domain': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'composition/affinity-within-version': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/behind-delegate': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/behind-stripped-prefix': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/circular-routes': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/claimed-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/client-rule': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/clients-behind-gateway': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/clients-overlap': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/connections-differ': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/connections-of-version': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/fault-alone': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/gateway-port-taken': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0145'] },
  'composition/headless-versions': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/hiding-rule': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'composition/left-out': { severity: 'info', authority: 'cdk8s-istio', scope: 'program' },
  'composition/many-routes': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/match-not-for-host': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/mirror-and-delegate': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/mirror-bypasses-gateway': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/mirror-to-live-version': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/namespace-missing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/needs-http': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/not-an-owner': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/not-joinable': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/not-strippable': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/owned-host': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/owned-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0109'] },
  'composition/pins-overlap': { severity: 'info', authority: 'cdk8s-istio', scope: 'program' },
  'composition/rewrite-before-gateway': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/service-out-of-sight': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/sticky-cookie-taken': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/too-many-routes': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/two-gateways': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'composition/unreachable': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0130'] },
  'composition/versions-overlap': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'composition/without-effect': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'conditions/not-accepted': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0171'] },
  'config/contradiction': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'config/no-analyzers': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'config/syntax': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'config/two-files': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'config/unknown-key': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'config/unreadable': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'config/wrong-value': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'connections/server-name-in-two-lists': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'connections/server-name-taken': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'connections/shared-port': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'connections/subnets-stick': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'construct/made-without-end': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'construct/reserved-id': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'construct/two-packages': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'construct/validation': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'control-plane/address-without-name': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0164'] },
  'control-plane/ejection-of-dynamic-hosts': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'control-plane/failover-of-dns-endpoints': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'control-plane/invalid-address': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0163'] },
  'control-plane/old-gateway-api': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0176'] },
  'control-plane/removed-kind': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0002'] },
  'destination-rule/consecutive-errors-deprecated': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'destination-rule/cookie-named': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/distribute-or-failover': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/distribute-overlap': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/distribute-sums-to-100': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/ejection-dropped-by-port': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/export-to': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/failover-needs-outlier-detection': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'destination-rule/failover-or-topology': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/failover-regions': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/failover-without-ejection': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/host-case': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/host-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/local-origin-failures-need-split': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/locality-ignored-parts': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/locality-or-zone-aware': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/maglev-table-size': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/policy-not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/pool-keep-alive-whole': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/pool-limit-negative': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/pool-not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/pool-upgrade-conflict': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/port-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/ring-size-deprecated': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'destination-rule/ring-size-twice': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'destination-rule/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'destination-rule/server-not-verified': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/sni-without-subject-alt-names': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/subset-labels': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tls-client-certificate': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tls-config-map': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tls-dropped-by-port': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'destination-rule/tls-secret-or-files': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tls-verify-or-skip': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tunnel-or-proxy-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tunnel-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/tunnel-target': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/unique-subset-names': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destination-rule/warmup-aggression': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'destinations/no-authority': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0128'] },
  'destinations/no-authority-at-port': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0129'] },
  'destinations/subset-without-pods': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0173', 'KIA0203'] },
  'destinations/unknown-host': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0174', 'KIA0202'] },
  'egress-gateway/expected': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'egress-gateway/resolution': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'egress-gateway/unknown-port': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0162'] },
  'egress-gateway/who-sees': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'egress-gateway/wildcard-host': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'egress/bypassed-gateway': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'egress/open-to-outside': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'egress/server-name-missing': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'envoy-filter/apply-to-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/deprecated-filter-name': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/filter-match-ignored': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/filter-match-named': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/match-fits': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/no-stable-interface': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/one-target': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'envoy-filter/operation-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/patch-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/patch-value': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/patch-value-field': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/patch-value-type': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/proxy-version-is-regex': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/proxy-version-too-long': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/selector-key': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/sub-filter-of-connection-manager': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/sub-filter-of-http-filter': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/target-namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'envoy-filter/typed-config-missing': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'envoy-filter/value-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'envoy-filter/waypoint-context': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'external-service/expected': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'external-service/host': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'external-service/host-twice': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program' },
  'external-service/no-ports': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'external-service/shared-address': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'external-service/tcp-without-addresses': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'field/conflicting': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/duplicate-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/empty': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'field/missing': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/needs-release': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/out-of-range': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/removed-kind': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/unknown': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/unknown-kind': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/unknown-value': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/wrong-format': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/wrong-size': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'field/wrong-type': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'file/changed-key': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'file/dropped-text': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/duplicate-key': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/encoding': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/merge-order': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'file/no-json': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/not-a-resource': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'file/syntax': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/template': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/too-deep': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/too-large': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/too-many-aliases': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/unbuilt': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'file/unreadable': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'gateway/all-hosts-first': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'gateway/at-least-one-server': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/dropped-server': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission', aliases: ['KIA0301'] },
  'gateway/name-is-a-label': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/no-target-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/port-name-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/port-number': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/port-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/redirect-on-http-only': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'gateway/same-server-name': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission', aliases: ['KIA0301'] },
  'gateway/same-server-name-with-routes': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'gateway/server-bind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/server-host': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-by-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-certificate-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-certificate-unused': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'gateway/tls-cipher-ignored': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'gateway/tls-client-ca-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-crl-place': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-mesh-certificates-only': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-old-version': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'gateway/tls-one-kind-of-source': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateway/tls-one-source': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'gateway/unique-port-names': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'gateways/certificate-twice': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0138'] },
  'gateways/no-workloads': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101', 'KIA0302'] },
  'gateways/port-not-open': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0162'] },
  'gateways/servers-clash': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0145'] },
  'gateways/unknown-credential': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101'] },
  'gateways/unusable-credential': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0161'] },
  'hosts/no-addresses': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0134'] },
  'hosts/protocols-clash': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0177'] },
  'identity/duplicate-resource': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'ingress-gateway/detour-unseen': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/needs-tls-port': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/not-a-service': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/not-at-a-host': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/not-visible': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/nothing-exposed': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/owned-host': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/path-unseen': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/port-missing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/requests-unseen': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/served-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0145'] },
  'ingress-gateway/shared-certificate': { severity: 'warning', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0138'] },
  'ingress-gateway/under-wildcard': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'ingress-gateway/wildcard-service': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'injection/image-auto-in-deployment': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0146'] },
  'injection/image-auto-in-pod': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0147'] },
  'injection/namespace-by-default': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0148'] },
  'injection/namespace-without-sidecars': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0102'] },
  'injection/pod-without-sidecar': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0103', 'KIA0004'] },
  'injection/proxy-image-differs': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0158'] },
  'injection/several-labels': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0123'] },
  'injection/webhook-service-missing': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0139'] },
  'injection/webhooks-overlap': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0139'] },
  'input/cycle': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/half-character': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/not-a-resource': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/not-finite': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/not-json': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/null': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/other-kind': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/patch-failed': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/token-failed': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/too-deep': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/undefined-in-list': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'input/unreadable': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'internal/check-failed': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'listeners/other-protocol': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'listeners/same-server-name': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh', aliases: ['KIA0301'] },
  'mesh-config/unknown-field': { severity: 'warning', authority: 'istiod', scope: 'mesh' },
  'mesh-config/wrong-value': { severity: 'error', authority: 'istiod', scope: 'mesh' },
  'mesh-service/external-name': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'mesh-service/not-selected': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'mesh-service/other-namespace': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'mesh-service/same-version-label': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'metadata/dry-run': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'metadata/finalizer': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'metadata/generate-name': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'metadata/internal-annotation': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'metadata/key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'metadata/label-value': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'metadata/name': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'metadata/namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'metadata/owner': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'namespace-isolation/closed-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'namespace-isolation/egress-host-unseen': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'namespace-isolation/isolated-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0111'] },
  'namespace-isolation/namespace-missing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'namespace-isolation/not-a-dependency': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'namespace-isolation/not-an-isolation': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'namespace-isolation/not-visible': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'namespace-isolation/other-sidecar': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0111'] },
  'namespace-isolation/overlapping-workloads': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0110'] },
  'patches/add-to-route': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0153'] },
  'patches/port-name-of-http': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'patches/relative-by-version': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0155'] },
  'patches/relative-operation': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0151'] },
  'patches/remove-route': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0154'] },
  'patches/replace-other': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0152'] },
  'pattern/invalid-option': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'pattern/unknown-option': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'peer-authentication/ports-need-labels': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'peer-authentication/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'peer-authentication/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'policies/keys-from-anywhere': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0175'] },
  'policies/no-workloads': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0127', 'KIA0004'] },
  'policies/selector-at-gateway': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0166'] },
  'policies/unknown-namespace': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101', 'KIA0101'] },
  'protocols/tls-twice': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'protocols/unused-routes': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'proxy-config/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'proxy-config/selector-selects-none': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'reference/not-a-delegate': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'reference/not-a-target': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'reference/other-app': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'reference/port-missing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'reference/unbound-gateway': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'reference/undeclared-protocol': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0118'] },
  'reference/unknown-port': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'reference/unknown-subset': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0101', 'KIA1107'] },
  'reference/unknown-version': { severity: 'error', authority: 'cdk8s-istio', scope: 'program', aliases: ['IST0101', 'KIA1107'] },
  'request-authentication/issuer-or-address-of-keys': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'request-authentication/literal-star': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'request-authentication/one-source-of-keys': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'request-authentication/one-target': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'request-authentication/public-keys-only': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'request-authentication/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'request-authentication/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'request-authentication/target-kind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'request-authentication/target-namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'resource/large': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'resource/too-large-to-apply': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'resource/too-large-to-store': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'route/condition-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'route/condition-without-value': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'route/not-a-match': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'route/part-twice': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'route/path-matches-nothing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'routes/claims-without-authentication': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0149'] },
  'routes/host-claimed-twice': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0109', 'KIA1106'] },
  'routes/host-not-at-gateway': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0132'] },
  'routes/internal-gateway': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0165'] },
  'routes/merged-order': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh', aliases: ['KIA1106'] },
  'routes/outside-root': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'routes/port-needed': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0112'] },
  'routes/redirect-circle': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'routes/subset-bypassed': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0140'] },
  'routes/unknown-gateway': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101', 'KIA1102'] },
  'routes/unknown-host': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101', 'KIA1101'] },
  'routes/unknown-port': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101'] },
  'routes/unknown-subset': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101', 'KIA1107'] },
  'rules/credential-at-sidecars': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'rules/exported-in-vain': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'rules/second-policy': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh', aliases: ['KIA0201'] },
  'rules/selector-elsewhere': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'rules/subset-of-others': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'service-entry/address-form': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/address-not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/address-or-network': { severity: 'error', authority: 'api-server', scope: 'admission', aliases: ['IST0106'] },
  'service-entry/dynamic-dns-hosts': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/dynamic-dns-location': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/dynamic-dns-no-addresses': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/dynamic-dns-no-endpoints': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/dynamic-dns-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/endpoint-ports-known': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/export-to': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/hosts-distinguishable': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/hosts-share-address': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'service-entry/network-without-address': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'service-entry/no-bare-wildcard': { severity: 'error', authority: 'api-server', scope: 'admission', aliases: ['IST0106'] },
  'service-entry/no-endpoints-without-resolution': { severity: 'error', authority: 'api-server', scope: 'admission', aliases: ['IST0106'] },
  'service-entry/partial-wildcard': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'service-entry/port-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/resolvable-hosts': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/round-robin-one-endpoint': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'service-entry/selector-key': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/selector-or-endpoints': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'service-entry/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'service-entry/selector-without-resolution': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'service-entry/socket-needs-one-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'service-entry/socket-without-ports': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'service-entry/subnets-without-dns': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'service-entry/tcp-needs-addresses': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'service-entry/unique-port-numbers': { severity: 'error', authority: 'api-server', scope: 'admission', aliases: ['IST0106'] },
  'services/external-name-without-protocol': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0150'] },
  'services/unknown-protocol': { severity: 'info', authority: 'istioctl', scope: 'mesh', aliases: ['IST0118', 'KIA0601'] },
  'sidecar-construct/egress-missing': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'sidecar-construct/one-catch-all': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'sidecar/default-endpoint': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/duplicate-import': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/egress-hosts': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/egress-proxy': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/egress-proxy-short-host': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'sidecar/exclusion-release': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/http-pool-on-tcp': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/imports-all-already': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/ingress-tls-by-files': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/ingress-tls-mode': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/ingress-tls-needs-tls-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/listener-bind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/no-capture-of-sockets': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/no-target-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/pool-keep-alive-whole': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/pool-limit-negative': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/pool-not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/pool-upgrade-conflict': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/port-name': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/port-number': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/port-protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/portless-listener-last': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/proxy-needs-allow-any': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/selector-key': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/tls-certificate-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/tls-certificate-unused': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/tls-cipher-ignored': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/tls-client-ca-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/tls-crl-place': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecar/tls-old-version': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'sidecar/unique-listeners': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'sidecars/no-workloads': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101', 'KIA1004'] },
  'sidecars/overlapping-selectors': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0110', 'KIA0003'] },
  'sidecars/several-defaults': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0111', 'KIA0002'] },
  'sidecars/without-sidecar': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0167'] },
  'suppression/matches-nothing': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'suppression/no-reason': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'suppression/overlooked-code': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'suppression/refused-anyway': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'suppression/unknown-rule': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'telemetry/filter-expression': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'telemetry/label-has-value': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'telemetry/label-name': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'telemetry/lightstep': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0002'] },
  'telemetry/no-provider': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0157'] },
  'telemetry/no-workloads': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0101'] },
  'telemetry/one-target': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'telemetry/one-tracing': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'telemetry/one-tracing-provider': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'telemetry/overlapping-selectors': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0159'] },
  'telemetry/removed-label-has-no-value': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'telemetry/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'telemetry/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'telemetry/set-label-has-value': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'telemetry/several-defaults': { severity: 'error', authority: 'istioctl', scope: 'mesh', aliases: ['IST0160'] },
  'telemetry/tag-name': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'telemetry/target-kind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'telemetry/target-namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'tls-origination/already-tls': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'tls-origination/fixed-port': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'tls-origination/server-name': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'tls-origination/starttls': { severity: 'error', authority: 'cdk8s-istio', scope: 'program' },
  'traffic-extension/host-variable-has-no-value': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'traffic-extension/one-target': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'traffic-extension/plugin-name-size': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'traffic-extension/script-size': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'traffic-extension/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'traffic-extension/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'traffic-extension/target-kind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'traffic-extension/target-namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'traffic-extension/wasm-or-lua': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/cel': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/cidr': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/cors-header': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/cors-method': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/dns-label': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/duration': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/envoy-format': { severity: 'error', authority: 'cdk8s-istio', scope: 'admission' },
  'value/fault-percent': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/fqdn': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/gateway-host': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/gateway-reference': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/go-duration': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/grpc-status': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/header-match': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/header-name': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/header-value': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/http-status': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/ip': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/jwks': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/jwks-uri': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/jwks-uri-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/label-key': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/label-value': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/no-wildcard': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/not-negative': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/percent': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/plain-header': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/port-in-range': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/port-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/port-number': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/protocol': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/re2': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/request-header': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/retry-on': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/sidecar-host': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/unix-socket': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/wasm-url': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'value/whole-milliseconds': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/wildcard-host': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'value/workload-socket': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'virtual-service/authority-twice': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/body-large': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'virtual-service/body-too-large': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/claims-at-gateways-only': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/connection-route-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/cors-age-in-seconds': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/cors-credentials-for-all': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/cors-credentials-loose-origin': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/cors-literal-star': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/cors-origin': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/cors-origin-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/cors-simple-requests-only': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/cors-without-preflight': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/covered-match': { severity: 'warning', authority: 'istiod', scope: 'admission', aliases: ['IST0131'] },
  'virtual-service/delegate-http-only': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/delegating-route': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/destination-case': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/destination-host': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/destination-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/destination-subset': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/direct-response-excludes-others': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/duplicate-match': { severity: 'warning', authority: 'istiod', scope: 'admission', aliases: ['IST0131'] },
  'virtual-service/export-to': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/external-destination-case': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/fault': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/fault-alone': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/fault-percentage': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/gateway-dotted': { severity: 'warning', authority: 'istiod', scope: 'admission', aliases: ['KIA1108'] },
  'virtual-service/gateway-reference': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/host-name': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/hosts-overlap': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/match-empty-text': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/match-namespace': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/match-port': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/method-case': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/mirror-or-mirrors': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/mirror-percent-deprecated': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'virtual-service/mirror-percentage': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/negative-weight': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/no-action': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/no-default-route': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/outside-host-in-mesh-only': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/path-matches-nothing': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/per-try-timeout-idle': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/redirect-excludes-others': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/redirect-nowhere': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/redirect-path-twice': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/redirect-prefix-needs-prefix': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/redirect-response': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/regex-without-path-itself': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/retries': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/rewrite-one-path': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/rewrite-slashes': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/routes-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/service-host-at-gateways-only': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/sni-is-ip': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'virtual-service/sni-name': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/sni-outside-hosts': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/some-paths-only': { severity: 'info', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/star-in-match': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'virtual-service/tls-match-missing': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/total-weight-zero': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'virtual-service/unreachable-route': { severity: 'warning', authority: 'istiod', scope: 'admission', aliases: ['IST0130'] },
  'virtual-service/whole-path-regex': { severity: 'warning', authority: 'cdk8s-istio', scope: 'admission' },
  'visibility/destination-unseen': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'visibility/listener-without-services': { severity: 'warning', authority: 'cdk8s-istio', scope: 'mesh' },
  'visibility/routes-unseen': { severity: 'error', authority: 'cdk8s-istio', scope: 'mesh' },
  'visibility/unknown-namespace': { severity: 'warning', authority: 'kiali', scope: 'mesh', aliases: ['KIA0005'] },
  'wasm-plugin/host-variable-has-no-value': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'wasm-plugin/one-target': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'wasm-plugin/plugin-name-size': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'wasm-plugin/selector-key': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'wasm-plugin/selector-selects-all': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'wasm-plugin/target-kind': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'wasm-plugin/target-namespace': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'workload-entry/address-form': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'workload-entry/address-not-empty': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'workload-entry/address-or-network': { severity: 'error', authority: 'api-server', scope: 'admission', aliases: ['IST0106'] },
  'workload-entry/network-without-address': { severity: 'warning', authority: 'istiod', scope: 'admission' },
  'workload-entry/socket-without-ports': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'workload-group/no-grpc-probe': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'workload-group/probe-command': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'workload-group/probe-header-name': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'workload-group/probe-method': { severity: 'error', authority: 'istiod', scope: 'admission' },
  'workload-group/probe-scheme': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'workload-group/socket-without-ports': { severity: 'error', authority: 'api-server', scope: 'admission' },
  'workloads/port-of-two-transports': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0116'] },
  'workloads/target-port-twice': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0137'] },
  'workloads/uid-of-proxy': { severity: 'warning', authority: 'istioctl', scope: 'mesh', aliases: ['IST0144'] },
};
