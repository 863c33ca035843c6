import type { UpstreamTls } from '../../../lib/composition/leaves/upstream-tls';
import type { HostPort } from '../../../lib/composition/host';
import { quote } from '../../../lib/core/quote';
import { isHttpProtocol, isTlsProtocol } from '../../../lib/values/protocol';
import { isPort } from '../../../lib/values/port';
import { refuse } from '../../core/refuse';
import { type Pattern, refuseOption } from '../../core/pattern';
import type { ExternalService } from '../../owners/external-service/external-service';
import { originationRules } from './origination-rules';

/** Which server is called with TLS, and how it shows who it is. */
export interface TlsServer {
  /**
   * The port of the service that serves TLS, 1 to 65535.
   *
   * @default 443
   */
  readonly targetPort?: number;
  /**
   * The name that the TLS handshake asks for.
   *
   * @default - the host of the service; for a wildcard, the host of each request
   */
  readonly sni?: string;
  /**
   * Names, of which the server's certificate has to carry one.
   *
   * @default - the name that the handshake asks for
   */
  readonly subjectAltNames?: readonly string[];
}

/** Authorities from a file that is mounted into the proxies. */
export interface AuthoritiesFile {
  /** File with the certificates of the authorities that may have signed the server's. */
  readonly caCertificates: string;
}

/** Authorities from a ConfigMap. */
export interface AuthoritiesConfigMap {
  /** ConfigMap with the authorities under `ca.crt`, in the namespace of the service's resources: behind a gateway, that of the gateway. */
  readonly caConfigMap: string;
}

/** Who may have signed the server's certificate; neither of the two: whom the operating system of the proxies trusts. */
export type ServerAuthorities =
  | (AuthoritiesFile & { readonly caConfigMap?: never })
  | (AuthoritiesConfigMap & { readonly caCertificates?: never })
  | { readonly caCertificates?: never; readonly caConfigMap?: never };

const TLS_PORT = 443;

/** Has the endpoints behind a port called with TLS: gives what to say of the server, whatever certificate clients show. @internal */
export function originate(
  pattern: Pattern, service: ExternalService, portName: string, server: TlsServer, at: string,
): Pick<UpstreamTls, 'serverName' | 'subjectAltNames'> {
  const { targetPort = TLS_PORT } = server;
  const port = service._port(pattern, portName);
  const invalid = (option: string, message: string): never => (
    refuseOption(pattern, [...(at === '' ? [] : [at]), option], message)
  );
  if (!isPort(targetPort)) {
    invalid('targetPort', `Expected a port from 1 to 65535, got ${quote(targetPort)}`);
  }
  assertCanEncrypt(pattern, service, port, targetPort);
  const { sni: serverName = service._isWildcard ? undefined : service.host, subjectAltNames } = server;
  if (serverName !== undefined && !(typeof serverName === 'string' && SERVER_NAME.test(serverName))) invalid('sni', `Expected the name of a server, got ${quote(serverName)}`);
  if (serverName === undefined && !isHttpProtocol(port.protocol)) {
    refuse(pattern, originationRules.serverName, ['sni'], { message: `Expected the name of the server behind ${quote(service.host)}, got none` });
  }
  if (subjectAltNames !== undefined && !(Array.isArray(subjectAltNames) && subjectAltNames.length > 0 && subjectAltNames.every(isName))) {
    invalid('subjectAltNames', `Expected at least one name, got ${quote(subjectAltNames)}`);
  }
  service._setTargetPort(pattern, portName, targetPort);
  // Without a server name the proxy takes the host of each request, and compares the certificate with it by itself.
  const names = subjectAltNames ?? (serverName === undefined ? undefined : [serverName]);
  return { ...(serverName === undefined ? {} : { serverName }), ...(names ? { subjectAltNames: names } : {}) };
}

function assertCanEncrypt(pattern: Pattern, service: ExternalService, port: HostPort, targetPort: number): void {
  const { name, number, protocol } = port;
  const got = `${quote(name)} with ${protocol}`;
  if (isTlsProtocol(protocol)) {
    refuse(pattern, originationRules.alreadyTls, ['port'], { message: `Expected a port that applications call in the clear, got ${got}` });
  }
  if (protocol === 'MYSQL' || /\bmysql\b/.test(name)) {
    refuse(pattern, originationRules.startTls, ['port'], { message: `Expected a protocol that begins with TLS, got ${got}` });
  }
  // With DYNAMIC_DNS the proxy calls what a request names, on the port that TLS has where none is named.
  const { resolution = 'NONE', endpoints = [] } = service._resolution;
  const elsewhere = endpoints.map(({ ports }) => ports?.[name]).find((called) => called !== undefined && called !== targetPort);
  if (elsewhere !== undefined) {
    refuse(pattern, originationRules.fixedPort, ['service'], {
      message: `Expected endpoints that are called on port ${targetPort}, got one with ${elsewhere} for port ${quote(name)}`,
      fix: `write targetPort: ${elsewhere} if the endpoint serves TLS there`,
    });
  }
  const fixed = resolution === 'NONE' ? number : resolution === 'DYNAMIC_DNS' ? TLS_PORT : targetPort;
  if (targetPort !== fixed) {
    refuse(pattern, originationRules.fixedPort, ['service'], {
      message: `Expected endpoints that are called on port ${targetPort}, got resolution ${resolution}, with which that is ${fixed}`,
    });
  }
}

/** The authorities in the words of the model. @internal */
export function authoritiesOf({ caCertificates, caConfigMap }: ServerAuthorities): Pick<UpstreamTls, 'authoritiesFile' | 'authoritiesMap'> {
  return {
    ...(caCertificates === undefined ? {} : { authoritiesFile: caCertificates }),
    ...(caConfigMap === undefined ? {} : { authoritiesMap: caConfigMap }),
  };
}

/** What a client may ask for: a host, in letters that proxies compare. */
const SERVER_NAME = /^[a-zA-Z0-9_]([-a-zA-Z0-9_.]*[a-zA-Z0-9_])?$/;

/** True for the name of a Secret or a ConfigMap: what else istiod reads here, such as `configmap://`, names something else. @internal */
export function isObjectName(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 253 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(text);
}

/** True for a text that has to name something, or a file. @internal */
export function isName(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && !/\s/.test(text);
}
