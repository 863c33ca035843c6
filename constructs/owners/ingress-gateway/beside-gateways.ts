import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { placeOf } from '../../core/claimant';
import type { FoundOn, WrittenObject } from '../../core/inspection';
import { istioManifests, textsOf } from '../host/istio-manifest';
import type { IngressGateway } from './ingress-gateway';
import { ingressRules } from './ingress-rules';

/** VirtualServices for the hosts of gateways that the gateways did not make. @internal */
export function besideGateways(
  gateways: readonly IngressGateway[], written: readonly WrittenObject[], cluster: string | undefined,
): FoundOn[] {
  const owned = new Map(gateways.flatMap((gateway) => gateway._hosts.map((host) => [`${gateway._fullName} ${host.host}`, host] as const)));
  return istioManifests(written, ['VirtualService'], cluster).flatMap(({ object, id, namespace, spec }): FoundOn[] => {
    const bound = textsOf(spec.gateways).map((name) => (name.includes('/') ? name : `${namespace}/${name}`));
    const hosts = textsOf(spec.hosts).flatMap((name, i) => bound.flatMap((gateway) => {
      const host = owned.get(`${gateway} ${name.toLowerCase()}`);
      return host === undefined || host._isOwn(object) ? [] : [{ host, i }];
    }));
    return hosts.map(({ host, i }) => ({ on: object, finding: {
      ...finding(ingressRules.ownedHost, id, ['spec', 'hosts', i], {
        message: `Expected ${quote(host._claimant.construct)} to write the VirtualService of ${quote(host.host)}, got another one from ${quote(object.node.path)}`,
      }),
      related: [placeOf(host._claimant)],
    } }));
  });
}
