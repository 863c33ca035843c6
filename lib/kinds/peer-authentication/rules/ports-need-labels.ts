import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { PeerAuthenticationSpec } from '../api';

/** Modes by port are for selected workloads only. */
export const portsNeedLabels = defineRule<Json<PeerAuthenticationSpec>>({
  id: 'peer-authentication/ports-need-labels',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected labels in "selector" beside "portLevelMtls"',
  why: 'The API server refuses the resource: ports belong to workloads, and a policy for a namespace or the mesh selects none.',
  fix: 'add the labels of the workloads whose ports are meant, or remove portLevelMtls',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#PeerAuthentication.spec', 'pkg/config/validation/validation.go#ValidatePeerAuthentication'],
  cel: ['has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true'],
  check({ spec }, report) {
    if (spec.portLevelMtls === undefined || Object.keys(spec.selector?.matchLabels ?? {}).length > 0) return;
    report(['spec', 'portLevelMtls'], { message: `Expected ports beside the labels of workloads, got ${spec.selector ? 'a selector without labels' : 'no selector'}` });
  },
  good: [
    'spec: {selector: {matchLabels: {app: db}}, mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}}',
    'spec: {mtls: {mode: STRICT}}',
  ],
  bad: [
    { yaml: 'spec: {portLevelMtls: {8080: {mode: DISABLE}}}', at: 'spec.portLevelMtls' },
    { yaml: 'spec: {selector: {matchLabels: {}}, portLevelMtls: {8080: {mode: DISABLE}}}', at: 'spec.portLevelMtls' },
  ],
});
