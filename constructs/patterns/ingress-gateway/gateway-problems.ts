import type { Construct } from 'constructs';
import type { Problem } from '../../../lib/composition/problem';
import { choices, quote } from '../../../lib/core/quote';
import type { IngressGateway } from './ingress-gateway';
import type { IngressHost } from './ingress-host';
import type { IngressTls } from './ingress-options';
import { ingressRules } from './ingress-rules';
import { isPassedOn } from './serving';

const GATEWAYS = Symbol.for('cdk8s-istio.IngressGateways');

/** The gateways of the app. @internal */
export function gatewaysOf(construct: Construct): IngressGateway[] {
  const root = construct.node.root as unknown as { [GATEWAYS]?: IngressGateway[] };
  if (!root[GATEWAYS]) Object.defineProperty(root, GATEWAYS, { value: [] });
  return root[GATEWAYS]!;
}

/** What is wrong with the hosts of a gateway together, and with other gateways of the same pods. @internal */
export function gatewayProblems(gateway: IngressGateway): Problem[] {
  const before = gatewaysOf(gateway).filter((other) => other.node.path < gateway.node.path && mayBeOfTheSamePods(other, gateway));
  return [
    ...gateway._hosts.filter((host) => !host._isExposed).map((host): Problem => ({
      rule: ingressRules.nothingExposed, message: `Expected a service for ${quote(host.host)}, got none`, by: host._claimant, others: [],
    })),
    ...gateway._hosts.flatMap((host) => weakerWildcards(host, gateway)),
    ...before.flatMap((other) => [...servedTwice(other, gateway), ...sharedCertificates(other, gateway)]),
  ];
}

/** A Gateway is for the pods that have all labels of its selector, in whatever namespace. */
function mayBeOfTheSamePods(one: IngressGateway, two: IngressGateway): boolean {
  const [few, many] = [one, two].map(({ _pods: { selector } }) => Object.entries(selector)).sort((a, b) => a.length - b.length);
  return few!.every(([key, value]) => many!.some(([otherKey, otherValue]) => key === otherKey && value === otherValue));
}

function servedTwice(one: IngressGateway, two: IngressGateway): Problem[] {
  return two._hosts.flatMap((host): Problem[] => {
    const other = one._hosts.find((there) => there.host === host.host);
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

/** Routes of a host hold on each server that covers its name. */
function weakerWildcards(host: IngressHost, { _hosts }: IngressGateway): Problem[] {
  if (!host._isExposed || isPassedOn(host._serving)) return [];
  const wider = _hosts.filter((other) => other !== host && other._isExposed && covers(other.host, host.host));
  return wider.flatMap((wildcard): Problem[] => {
    const lost = [
      ...isOpenInTheClear(wildcard) && host._serving.http === 'off' ? ['https'] : [],
      ...asksLess(wildcard, host) ? ['a certificate of the client'] : [],
    ];
    if (lost.length === 0) return [];
    return [{
      rule: ingressRules.weakerWildcard,
      message: `Expected ${quote(wildcard.host)} to ask for ${lost.join(' and ')} as ${quote(host.host)} does, got less`,
      by: wildcard._claimant,
      others: [host._claimant],
    }];
  });
}

function isOpenInTheClear({ _serving: { http } }: IngressHost): boolean {
  return http === 'serve';
}

/** True when the host asks clients for certificates, and the wildcard ends TLS without asking for the same. */
function asksLess({ _serving: wildcard }: IngressHost, { _serving: host }: IngressHost): boolean {
  if (wildcard.https === 'off' || host.https === 'off' || isPassedOn(wildcard) || host.https.mode !== 'MUTUAL') return false;
  return clientsText(wildcard.https) !== clientsText(host.https);
}

function clientsText({ mode, credentialName, caCertCredentialName = credentialName, subjectAltNames }: IngressTls): string {
  return JSON.stringify([mode, caCertCredentialName, subjectAltNames]);
}

function covers(wildcard: string, host: string): boolean {
  return wildcard.startsWith('*') && host.endsWith(wildcard.slice(1));
}

function labelsText({ _pods: { selector } }: IngressGateway): string {
  return Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(', ');
}
