import type { Problem } from '../../../lib/composition/problem';
import { choices, quote } from '../../../lib/core/quote';
import { clusterState } from '../../core/cluster-state';
import type { IngressGateway } from './ingress-gateway';
import type { IngressHost } from './ingress-host';
import { ingressRules } from './ingress-rules';
import { isCovered, servingKey, tlsKey } from './serving';

/** The gateways of a cluster. @internal */
export const gatewaysOf = clusterState<IngressGateway[]>('IngressGateways', () => []);

/** What is wrong with the hosts of a gateway together, and with other gateways of the same pods. @internal */
export function gatewayProblems(gateway: IngressGateway): Problem[] {
  const before = gatewaysOf(gateway).filter((other) => other.node.path < gateway.node.path && mayBeOfTheSamePods(other, gateway));
  return [
    ...gateway._hosts.filter((host) => !host._isExposed).map((host): Problem => ({
      rule: ingressRules.nothingExposed, message: `Expected a service for ${quote(host.host)}, got none`, by: host._claimant, others: [],
    })),
    ...gateway._hosts.flatMap((host) => underWildcards(host, gateway)),
    ...certificateServedTwoWays(gateway),
    ...before.flatMap((other) => [...servedTwice(other, gateway), ...sharedCertificates(other, gateway)]),
  ];
}

/** A Gateway is for the pods that have all labels of its selector, in whatever namespace. */
function mayBeOfTheSamePods(one: IngressGateway, two: IngressGateway): boolean {
  const [few, many] = [one, two].map(({ _pods: { labels } }) => Object.entries(labels)).sort((a, b) => a.length - b.length);
  return few!.every(([key, value]) => many!.some(([otherKey, otherValue]) => key === otherKey && value === otherValue));
}

function servedTwice(one: IngressGateway, two: IngressGateway): Problem[] {
  return two._hosts.flatMap((host): Problem[] => {
    const other = one._hosts.find((candidate) => candidate.host === host.host);
    const ports = other ? portsOf(two, host).filter((port) => portsOf(one, other).includes(port)) : [];
    if (!other || ports.length === 0) return [];
    const got = `${quote(one.node.path)} and ${quote(two.node.path)}`;
    return [{
      rule: ingressRules.servedTwice,
      message: `Expected one gateway for ${quote(host.host)} on port ${choices(ports)} of the pods with ${labelsText(two)}, got ${got}`,
      by: host._claimant,
      others: [other._claimant],
    }];
  });
}

function portsOf({ _pods: { ports } }: IngressGateway, { _isExposed, _serving: { http, https } }: IngressHost): number[] {
  if (!_isExposed) return [];
  return [...http === 'off' ? [] : [ports.http], ...https === 'off' ? [] : [ports.https]];
}

/** Browsers use a connection again, but the routes behind it are those of the hosts that are served alike. */
function certificateServedTwoWays({ _hosts }: IngressGateway): Problem[] {
  const first = new Map<string, { host: IngressHost; key: string }>();
  return _hosts.flatMap((host): Problem[] => {
    const { https } = host._serving;
    if (!host._isExposed || https === 'off' || https.credentialName === undefined) return [];
    const other = first.get(https.credentialName);
    if (!other) first.set(https.credentialName, { host, key: tlsKey(https) });
    if (!other || other.key === tlsKey(https)) return [];
    return [{
      rule: ingressRules.sharedCertificate,
      message: `Conflicting: ${quote(other.host.host)} and ${quote(host.host)} share the certificate ${quote(https.credentialName)}, but not how TLS is ended`,
      fix: 'give each its own certificate, for its own name alone',
      by: host._claimant,
      others: [other.host._claimant],
    }];
  });
}

function sharedCertificates(one: IngressGateway, two: IngressGateway): Problem[] {
  if (one.namespace !== two.namespace || one._pods.ports.https !== two._pods.ports.https) return [];
  const ours = certificates(two);
  return [...certificates(one)].filter(([name]) => ours.has(name)).map(([name, other]) => ({
    rule: ingressRules.sharedCertificate,
    message: `Conflicting: ${quote(one.node.path)} and ${quote(two.node.path)} both serve hosts with the certificate ${quote(name)}`,
    by: ours.get(name)!._claimant,
    others: [other._claimant],
  }));
}

/** The first host by name that each certificate is for. */
function certificates({ _hosts }: IngressGateway): Map<string, IngressHost> {
  const found = new Map<string, IngressHost>();
  for (const host of _hosts) {
    const { https } = host._serving;
    if (host._isExposed && https !== 'off' && https.credentialName !== undefined && !found.has(https.credentialName)) found.set(https.credentialName, host);
  }
  return found;
}

/** Routes of a host hold on each server that covers its name, and those of a wildcard on each server that it covers. */
function underWildcards(host: IngressHost, { _hosts }: IngressGateway): Problem[] {
  const wider = _hosts.filter((other) => other._isExposed && host._isExposed && isCovered(host.host, [other.host]));
  return wider.filter((wildcard) => servingKey(wildcard._serving) !== servingKey(host._serving)).map((wildcard) => ({
    rule: ingressRules.underWildcard,
    message: `Expected ${quote(host.host)} to be served as ${quote(wildcard.host)} is, which covers it, got ${servingText(host)} and ${servingText(wildcard)}`,
    by: host._claimant,
    others: [wildcard._claimant],
  }));
}

function servingText({ _serving: { https, http } }: IngressHost): string {
  return `${https === 'off' ? 'no https' : [https.mode ?? 'SIMPLE', https.credentialName].filter(Boolean).join(' with ')} (http: ${http})`;
}

function labelsText({ _pods: { labels } }: IngressGateway): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(', ');
}
