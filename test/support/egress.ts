import type { Chart } from 'cdk8s';
import { EgressGateway, type EgressGatewayProps, ExternalService } from 'cdk8s-istio';

/** The egress gateway that the tests of egress share. */
export function gatewayOf(chart: Chart, props: Partial<EgressGatewayProps> = {}): EgressGateway {
  return new EgressGateway(chart, 'gateway', { service: 'istio-egress', namespace: 'istio-egress', workload: { labels: { istio: 'egress' } }, ...props });
}

/** An external service with one port for plain HTTP. */
export function httpService(chart: Chart, host = 'api.partner.com'): ExternalService<'http'> {
  return new ExternalService(chart, host, { host, ports: { http: { number: 80, protocol: 'HTTP' } } });
}

/** An external service with one port for TLS of the clients' own. */
export function tlsService(chart: Chart, host = 'api.partner.com'): ExternalService<'tls'> {
  return new ExternalService(chart, host, { host, ports: { tls: { number: 443, protocol: 'TLS' } } });
}
