import { quote } from '../../../core/quote';
import { defineRule, type Rule } from '../../../core/rule';
import { isOutsideHost, isServiceHost } from '../outside-host';
import { appliesToMesh, hasGatewaySemantics, isDelegate, type Spec } from './virtual-service-rule';

const SOURCE = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService';
const to = (host: string): string => `http: [{route: [{destination: {host: ${host}}}]}]`;

/** The hosts of a VirtualService and the proxies that it is for. */
export const hostPlace: readonly Rule<Spec>[] = [
  defineRule<Spec>({
    id: 'virtual-service/outside-host-in-mesh-only',
    severity: 'info',
    authority: 'cdk8s-istio',
    summary: 'Expected gateways beside a host that clients outside of the mesh use',
    why: 'Without gateways the routes hold for the sidecars of the mesh alone: requests that come in through a gateway do not follow them.',
    fix: "write gateways: ['namespace/gateway'], and mesh beside it if sidecars are to follow the routes too",
    source: SOURCE,
    check({ spec, metadata }, report) {
      const { hosts = [], gateways = [], http = [] } = spec;
      if (gateways.length > 0 || http.length === 0 || !hosts.every(isOutsideHost)) return;
      if (isDelegate(spec) || hasGatewaySemantics(metadata)) return;
      const destinations = http.flatMap(({ route = [] }) => route.map(({ destination }) => destination?.host ?? ''));
      // Routes to names outside are how clients in the mesh reach those.
      if (destinations.length === 0 || !destinations.every(isServiceHost)) return;
      if (http.some(({ delegate }) => delegate !== undefined)) return;
      report(['spec', 'hosts', 0], { message: `Expected gateways for ${quote(hosts[0])}, got none: the routes hold for sidecars alone` });
    },
    good: [
      `spec: {hosts: [shop.example.com], gateways: [edge], ${to('web')}}`,
      `spec: {hosts: [api.partner.com], ${to('api.partner.com')}}`,
      `spec: {hosts: [web], ${to('web')}}`,
    ],
    bad: [{ yaml: `spec: {hosts: [shop.example.com], ${to('web.shop.svc.cluster.local')}}`, at: 'spec.hosts[0]' }],
  }),
  defineRule<Spec>({
    id: 'virtual-service/service-host-at-gateways-only',
    onlyWith: ['gateways'],
    severity: 'info',
    authority: 'cdk8s-istio',
    summary: 'Expected mesh among the gateways of a host that only the mesh knows',
    why: 'With gateways and without mesh the routes hold for requests through those gateways alone: sidecars that call the service do not follow them.',
    fix: 'write mesh beside the gateways, or the host that clients of the gateway use',
    source: SOURCE,
    check({ spec, metadata }, report) {
      const { hosts = [], http = [] } = spec;
      // Names of TLS and TCP are those that clients of the gateway write.
      if (http.length === 0 || appliesToMesh(spec) || hasGatewaySemantics(metadata)) return;
      const host = hosts.findIndex(isServiceHost);
      if (host >= 0) {
        report(['spec', 'hosts', host], { message: `Expected mesh among the gateways for ${quote(hosts[host])}, got gateways alone: sidecars do not follow the routes` });
      }
    },
    good: [`spec: {hosts: [web], gateways: [edge, mesh], ${to('web')}}`, `spec: {hosts: ["*", shop.example.com], gateways: [edge], ${to('web')}}`],
    bad: [{ yaml: `spec: {hosts: [shop.example.com, web.shop.svc.cluster.local], gateways: [edge], ${to('web')}}`, at: 'spec.hosts[1]' }],
  }),
];
