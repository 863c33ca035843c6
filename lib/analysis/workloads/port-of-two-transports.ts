import { renderResource } from '../../core/finding';
import { choices } from '../../core/quote';
import { groupedBy, portClaims } from '../port-claims';
import type { Analyzer } from '../analyzer';

const SET = (protocol: string): string => 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: dns, namespace: shop}\nspec: {selector: {matchLabels: {app: dns}}, '
  + 'template: {metadata: {labels: {app: dns, sidecar.istio.io/inject: "true"}}, spec: {containers: [{name: app, image: app}]}}}\n'
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\nspec: {selector: {app: dns}, ports: [{name: tcp-a, port: 53, protocol: TCP}]}\n'
  + `---\napiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: shop}\nspec: {selector: {app: dns}, ports: [{name: tcp-b, port: 53, protocol: ${protocol}}]}`;

/** A port that Services of one Deployment have for several transports. */
export const portOfTwoTransports: Analyzer = {
  id: 'workloads/port-of-two-transports',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected one transport for a port of a Deployment',
  why: 'The sidecar listens on a port for one transport: of a port with TCP and UDP, it takes the TCP part alone, and UDP goes past it.',
  fix: 'give the port of the other transport another number',
  source: [
    'pkg/config/analysis/analyzers/deployment/services.go#ServiceAssociationAnalyzer.analyzeDeploymentPortProtocol',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/',
  ],
  aliases: ['IST0116'],
  reads: ['Deployment.apps', 'Namespace', 'Service'],
  check(mesh, report) {
    for (const { deployment, claims } of portClaims(mesh)) {
      for (const [port, group] of groupedBy(claims, (claim) => claim.port)) {
        const transports = [...new Set(group.map(({ transport }) => transport))];
        if (transports.length < 2) continue;
        const services = [...new Map(group.map((claim) => [claim.service, claim])).values()];
        report({ on: deployment, path: ['metadata', 'name'] }, {
          message: `Expected one transport for port ${port}, got ${choices(transports.sort())} of ${services.slice(0, 3).map(({ service }) => renderResource(service.id)).join(', ')}`,
          related: services.slice(0, 20).map(({ service, index }) => ({ on: service, path: ['spec', 'ports', index, 'port'] })),
        });
      }
    }
  },
  good: [SET('TCP')],
  bad: [{ yaml: SET('UDP'), at: [0, 'metadata.name'] }],
};
