import { defineAnalyzer } from 'cdk8s-istio';

/** Each Gateway says which team to call. */
export const ownedGateways = defineAnalyzer({
  id: 'standard-service/owned-gateways',
  severity: 'warning',
  summary: 'A Gateway has the label "owner"',
  why: 'Nothing else says whom to call when its certificate expires.',
  fix: 'label it with the team that owns it',
  check(mesh, report) {
    for (const gateway of mesh.all('Gateway')) {
      if (gateway.resource.metadata.labels?.owner) continue;
      report({ on: gateway, path: ['metadata'] }, { message: 'Expected the label "owner", got none' });
    }
  },
});
