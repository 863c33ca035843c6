import { choices, quote } from '../../../lib/core/quote';
import { suggestion } from '../../../lib/core/suggest';
import { type Pattern, refuseOption } from '../../core/pattern';
import type { IngressHostOptions, IngressPorts, IngressServing, IngressTls } from './ingress-options';

/** What a host serves, with nothing left open. */
export interface Serving {
  /** The TLS that the gateway ends, or hands on; `off` where it serves none. */
  readonly https: IngressTls | 'off';
  /** What clients get that ask without TLS. */
  readonly http: 'redirect' | 'serve' | 'off';
}

/** The ports of a gateway. @internal */
export type Ports = Required<IngressPorts>;

/** True when the gateway hands the host's TLS on as it comes. @internal */
export function isPassedOn({ https }: Serving): boolean {
  return https !== 'off' && https.mode === 'PASSTHROUGH';
}

/** The same text for the same TLS. @internal */
export function tlsKey(https: IngressTls): string {
  const { mode = 'SIMPLE', credentialName, minProtocolVersion = 'TLSV1_2', caCertCredentialName, subjectAltNames } = https;
  return JSON.stringify([credentialName, mode, minProtocolVersion, caCertCredentialName, subjectAltNames]);
}

/** The same text for hosts that are served alike. @internal */
export function servingKey({ https, http }: Serving): string {
  return `${https === 'off' ? 'off' : tlsKey(https)} ${http}`;
}

/** True when another of the hosts is a wildcard that covers this one. @internal */
export function isCovered(host: string, hosts: readonly string[]): boolean {
  return hosts.some((wildcard) => wildcard !== host && wildcard.startsWith('*') && host.endsWith(wildcard.slice(1)));
}

/** What a host serves: what it says, and else what its gateway does, where that goes with it. @internal */
export function servingOf(gateway: IngressServing, host: IngressHostOptions = {}): Serving {
  const https = host.https ?? gateway.https;
  const fallback = https === 'off' ? 'serve' : 'redirect';
  const inherited = host.https === undefined || goesWith(https, gateway.http) ? gateway.http : undefined;
  return { https, http: host.http ?? inherited ?? fallback };
}

/** What a gateway says about http holds for a host with its own https where the two go together. */
function goesWith(https: Serving['https'], http: Serving['http'] | undefined): boolean {
  if (https === 'off') return http === 'serve';
  return http === 'redirect' || http === 'off' || (http === 'serve' && https.mode !== 'PASSTHROUGH');
}

/** Refuses options that serve no client, or redirect clients in circles. @internal */
export function assertServing(gateway: Pattern, given: IngressServing | IngressHostOptions, serving: Serving, ports: Ports): void {
  if (given.https !== undefined) assertTls(gateway, given.https);
  const { https, http } = serving;
  if (!['redirect', 'serve', 'off'].includes(http)) refuseOption(gateway, ['http'], `Expected "redirect", "serve" or "off", got ${quote(http)}`);
  if (https === 'off' && http === 'off') refuseOption(gateway, ['http'], 'Expected a host to be served by http or by https, got neither');
  if (https === 'off' && http === 'redirect') {
    refuseOption(gateway, ['http'], 'Expected https for a redirect to lead to, got "off"', "write https: { credentialName }, or http: 'serve' where a load balancer ends the TLS");
  }
  if (isPassedOn(serving) && http === 'serve') {
    refuseOption(gateway, ['http'], 'Expected "redirect" or "off" beside TLS that is handed on, got "serve"', 'the service would have to serve both: take it out');
  }
  if (http === 'redirect' && ports.https !== 443) {
    refuseOption(gateway, ['http'], `Expected https on port 443, where redirects lead to, got ${ports.https}`, "write http: 'serve' or http: 'off'");
  }
}

const FIELDS = {
  SIMPLE: ['mode', 'credentialName', 'minProtocolVersion'],
  MUTUAL: ['mode', 'credentialName', 'minProtocolVersion', 'caCertCredentialName', 'subjectAltNames'],
  OPTIONAL_MUTUAL: ['mode', 'credentialName', 'minProtocolVersion', 'caCertCredentialName', 'subjectAltNames'],
  PASSTHROUGH: ['mode'],
} as const;

function assertTls(gateway: Pattern, https: unknown): void {
  if (https === 'off') return;
  if (typeof https !== 'object' || https === null) refuseOption(gateway, ['https'], `Expected { credentialName } or "off", got ${quote(https)}`);
  const { mode = 'SIMPLE', credentialName, minProtocolVersion } = https as Record<string, unknown>;
  const fields: readonly string[] | undefined = Object.hasOwn(FIELDS, mode as string) ? FIELDS[mode as keyof typeof FIELDS] : undefined;
  if (fields === undefined) refuseOption(gateway, ['https', 'mode'], `Expected ${choices(Object.keys(FIELDS))}, got ${quote(mode)}`);
  for (const [field, value] of Object.entries(https)) {
    if (value === undefined || fields.includes(field)) continue;
    const message = `Expected ${choices(fields)} with mode ${String(mode)}, got ${quote(field)}`;
    refuseOption(gateway, ['https', field], message, suggestion(field, fields).fix);
  }
  if (mode === 'PASSTHROUGH') return;
  if (typeof credentialName !== 'string' || credentialName === '') {
    refuseOption(gateway, ['https', 'credentialName'], `Expected the name of a Secret, got ${quote(credentialName)}`);
  }
  if (minProtocolVersion !== undefined && minProtocolVersion !== 'TLSV1_2' && minProtocolVersion !== 'TLSV1_3') {
    refuseOption(gateway, ['https', 'minProtocolVersion'], `Expected "TLSV1_2" or "TLSV1_3", got ${quote(minProtocolVersion)}`);
  }
}
