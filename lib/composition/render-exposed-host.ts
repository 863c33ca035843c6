import type { VirtualServiceSpec } from '../kinds/virtual-service/api';
import type { Exposure, Mount } from './exposure';
import { connectionSharesSpec, httpRouteSpecs } from './render-route';

/** Who the routes of a host are for. */
export interface ExposedAt {
  /** The Gateway resource, as `namespace/name`. */
  readonly gateway: string;
  /** Namespaces that see the resource. */
  readonly exportTo: readonly string[];
}

/** The VirtualService of a host whose requests gateways see. */
export function exposedHostSpec({ host, mounts }: Exposure, { gateway, exportTo }: ExposedAt): VirtualServiceSpec {
  return { hosts: [host], gateways: [gateway], exportTo, http: mounts.flatMap(requestsSpec) };
}

/**
 * The VirtualService of a host whose TLS gateways hand on as it comes.
 *
 * @param isRedirected true where requests in the clear are sent to https: istiod forgets them where the host has no route for requests
 */
export function passedHostSpec(
  { host, mounts }: Exposure, { gateway, exportTo }: ExposedAt, port: number, isRedirected: boolean,
): VirtualServiceSpec {
  return {
    hosts: [host],
    gateways: [gateway],
    exportTo,
    ...(isRedirected ? { http: [{ name: 'to-https', redirect: { scheme: 'https', redirectCode: 301 } }] } : {}),
    tls: mounts.map((mount) => ({ match: [{ port, sniHosts: [host] }], route: connectionSharesSpec(mount) })),
  };
}

/** The routes of a service, with its name in front of theirs, as they stand beside those of others. */
function requestsSpec({ model, port, routes }: Mount): NonNullable<VirtualServiceSpec['http']>[number][] {
  const detour = model.detours.find(({ value }) => value.port === port.name)?.value;
  const service = model.host.includes('.svc.') ? model.host.split('.')[0]! : model.host;
  return routes.flatMap((route) => httpRouteSpecs({ ...route, name: `${service}/${route.name}` }, { model, port, instead: detour?.hop }, {}));
}
