import { App, Chart } from 'cdk8s';
import { check, EgressGateway, ExternalService, renderPath, type EgressGatewayProps, type Finding } from 'cdk8s-istio';
import { parseAllDocuments } from 'yaml';

// What the tests of egress patterns share.

export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: any;
}

export function chartOf(namespace = 'shop'): Chart {
  return new Chart(new App(), namespace, { namespace });
}

/** Everything that the app of a chart gives; it has no finding. */
export function resourcesOf(chart: Chart): Resource[] {
  const resources = parseAllDocuments(App.of(chart).synthYaml()).map((document) => document.toJS() as Resource);
  expect(check(resources)).toEqual([]);
  return resources;
}

/** What is said of each, by kind and name. */
export function specsOf(chart: Chart): Record<string, unknown> {
  return Object.fromEntries(resourcesOf(chart).map(({ kind, metadata: { namespace, name }, spec }) => [`${kind} ${namespace}/${name}`, spec]));
}

/** A finding in a line. */
export function inLine({ rule, path, construct, message }: Finding): string {
  return `${rule} @ ${renderPath(path)} of ${construct}: ${message}`;
}

export function gatewayOf(chart: Chart, props: Partial<EgressGatewayProps> = {}): EgressGateway {
  return new EgressGateway(chart, 'gateway', { service: 'istio-egress', namespace: 'istio-egress', selector: { istio: 'egress' }, ...props });
}

export function httpService(chart: Chart, host = 'api.partner.com'): ExternalService<'http'> {
  return new ExternalService(chart, host, { host, ports: { http: { number: 80, protocol: 'HTTP' } } });
}

export function tlsService(chart: Chart, host = 'api.partner.com'): ExternalService<'tls'> {
  return new ExternalService(chart, host, { host, ports: { tls: { number: 443, protocol: 'TLS' } } });
}
