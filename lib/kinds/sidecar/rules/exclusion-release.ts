import { quote } from '../../../core/quote';
import { compareReleases } from '../../../core/release';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

const SINCE = '1.31';

/** Excluding services from an import needs a newer release. */
export const exclusionRelease = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/exclusion-release',
  severity: 'error',
  authority: 'istiod',
  summary: `Expected no hosts that are left out (~namespace/host) before Istio ${SINCE}`,
  why: 'istiod of that release refuses the resource: it knows "~" alone, for no namespace.',
  fix: `target Istio ${SINCE} or later, or list the services that are meant`,
  source: 'pkg/config/validation/agent/validation.go#ValidateNamespaceSlashWildcardHostname',
  check({ spec: { egress = [] } }, report, { release }) {
    if (compareReleases(release, SINCE) >= 0) return;
    egress.forEach(({ hosts }, i) => hosts.forEach((host, h) => {
      if (!host.startsWith('~') || host.startsWith('~/')) return;
      report(['spec', 'egress', i, 'hosts', h], { message: `Expected what Istio ${release} has, got ${quote(host)}, which came with Istio ${SINCE}` });
    }));
  },
  good: ['spec: {egress: [{hosts: ["*/*", "~shop/*"]}]}'],
  bad: [{ release: '1.30', yaml: 'spec: {egress: [{hosts: ["*/*", "~shop/*"]}]}', at: 'spec.egress[0].hosts[1]' }],
});
