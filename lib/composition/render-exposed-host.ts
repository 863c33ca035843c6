import type { HttpRoute, VirtualServiceSpec } from '../kinds/virtual-service/api';
import type { TlsRoute } from '../kinds/virtual-service/api-connection';
import type { Exposure } from './exposure';
import type { Place } from './place';
import { connectionDestinations } from './render-destinations';
import { renderRoute } from './render-route';
import { SpecWriter, type Written } from './written';

/** The Gateway that serves a host, and who sees its routes. */
export interface ExposedAt {
  /** The Gateway resource, as `namespace/name`. */
  readonly gateway: string;
  /** Namespaces that see the resource. */
  readonly exportTo: readonly string[];
}

/** The place of routes that lead to no service. */
const NOWHERE = (host: string): Place => ({
  model: { host, namespace: '', ports: [], versions: {}, exceptions: [], behaviours: [], policies: [], detours: [] },
  port: { name: '', number: 0, protocol: 'HTTP' },
});

/** The VirtualService of a host whose requests gateways see: the routes of each service, with its name in front of theirs. */
export function renderExposedHost({ host, routes: own, mounts }: Exposure, { gateway, exportTo }: ExposedAt): Written<VirtualServiceSpec> {
  const writer = new SpecWriter();
  const http: HttpRoute[] = [];
  for (const route of own) renderRoute(http, route, NOWHERE(host), {}, writer);
  for (const { model, port, routes, by } of mounts) {
    const service = model.host.includes('.svc.') ? model.host.split('.')[0]! : model.host;
    for (const route of routes) renderRoute(http, { ...route, name: `${service}/${route.name}` }, { model, port }, {}, writer, by);
  }
  return writer.written({ hosts: [host], gateways: [gateway], exportTo, http });
}

/**
 * The VirtualService of a host whose TLS gateways hand on as it comes.
 *
 * @param isRedirected true where requests in the clear are sent to https: istiod forgets them where the host has no route for requests
 */
export function renderPassedHost(
  { host, mounts }: Exposure, { gateway, exportTo }: ExposedAt, port: number, isRedirected: boolean,
): Written<VirtualServiceSpec> {
  const writer = new SpecWriter();
  const tls: TlsRoute[] = [];
  for (const mount of mounts) {
    const { route, by } = connectionDestinations(mount);
    writer.push(tls, { match: [{ port, sniHosts: [host] }], route }, by ?? mount.by);
  }
  return writer.written({
    hosts: [host],
    gateways: [gateway],
    exportTo,
    ...(isRedirected ? { http: [{ name: 'to-https', redirect: { scheme: 'https', redirectCode: 301 } }] } : {}),
    tls,
  });
}
