import { quote } from '../../core/quote';
import { gatewayKey } from '../../mesh/gateway-name';
import { namespaceOf } from '../../mesh/mesh-entry';
import { atGateways } from '../at-gateways';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';
import { reportOnce } from '../once';

const SET = (gateway: string): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: shop}\n'
  + `spec: {hosts: [shop.example.com], gateways: [${gateway}], http: [{directResponse: {status: 204}}]}\n`
  + '---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: shop}\n'
  + 'spec: {selector: {istio: ingressgateway}, servers: [{hosts: [shop.example.com], port: {number: 80, name: http, protocol: HTTP}}]}';

/** A VirtualService for a Gateway that does not exist. */
export const unknownGateway: Analyzer = {
  id: 'routes/unknown-gateway',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected gateways that exist',
  why: 'The routes hold at the gateways that the VirtualService names: at none, when there is no such Gateway, so requests '
    + 'from outside get 404.',
  fix: 'write the name of a Gateway, with its namespace in front when that is another one: namespace/name',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/gateways.go#GatewayAnalyzer.analyzeVirtualService',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  aliases: ['IST0101', 'KIA1102'],
  reads: ['Gateway', 'VirtualService'],
  check(mesh, report) {
    reportOnce(report, atGateways(mesh).flatMap(({ entry, path, written, gateway }) => {
      if (gateway) return [];
      const [namespace, name] = gatewayKey(written, namespaceOf(entry)).split('/') as [string, string];
      const detail: MeshDetail = {
        message: `Expected a Gateway that exists, got ${quote(written)}`,
        missing: { kind: 'Gateway', name, namespace },
      };
      const isKnown = mesh.world === 'closed' && mesh.istioctl.named('Gateway', namespace, name) !== undefined;
      return [{ key: written, at: { on: entry, path }, detail: isKnown ? falseAlarm(detail, `istiod takes it for ${namespace}/${name}`) : detail }];
    }));
  },
  good: [SET('public'), SET('shop/public')],
  bad: [{ yaml: SET('pubic'), at: [0, 'spec.gateways[0]'] }],
};
