import { quote } from '../../core/quote';
import { groupedBy, portClaims } from '../port-claims';
import type { Analyzer } from '../analyzer';

const SET = (target: string): string => 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {selector: {matchLabels: {app: web}}, '
  + 'template: {metadata: {labels: {app: web, sidecar.istio.io/inject: "true"}}, spec: {containers: [{name: app, image: app}]}}}\n'
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\nspec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}\n'
  + `---\napiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: shop}\nspec: {selector: {app: web}, ports: [{name: http, port: 81, targetPort: ${target}}]}`;

/** A port of pods that Services have under several numbers. */
export const targetPortTwice: Analyzer = {
  id: 'workloads/target-port-twice',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a port of pods under one number in all Services',
  why: 'The sidecar of the pods treats a port as one Service has it, the one that is oldest: the protocol and the telemetry '
    + 'of the other one do not hold there.',
  fix: 'let the Services have the port under one number, or let the pods listen on a second port',
  source: [
    'pkg/config/analysis/analyzers/deployment/services.go#ServiceAssociationAnalyzer.analyzeDeploymentTargetPorts',
    'https://istio.io/latest/docs/reference/config/analysis/ist0137/',
  ],
  aliases: ['IST0137'],
  reads: ['Deployment.apps', 'Namespace', 'Service'],
  check(mesh, report) {
    for (const { deployment, claims } of portClaims(mesh)) {
      for (const [targetPort, group] of groupedBy(claims, (claim) => claim.targetPort)) {
        const ports = [...new Map(group.map((claim) => [claim.port, claim])).values()].sort((a, b) => a.port - b.port);
        if (ports.length < 2) continue;
        report({ on: deployment, path: ['metadata', 'name'] }, {
          message: `Expected one number for port ${quote(String(targetPort)).replaceAll('"', '')} of the pods, got ${ports.map(({ port }) => port).join(' and ')}`,
          related: ports.slice(0, 20).map(({ service, index }) => ({ on: service, path: ['spec', 'ports', index, 'port'] })),
        });
      }
    }
  },
  good: [SET('9090')],
  bad: [{ yaml: SET('8080'), at: [0, 'metadata.name'] }],
};
