import type { ProxyView } from '../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../mesh/service';
import { defined } from './limits';
import { isPassthrough } from './balancing';
import type { Policy } from './policy';

/** The TLS that a client starts with an endpoint; none: it sends as it is. */
export interface UpstreamTls {
  /** `auto`: mutual TLS of the mesh with endpoints that have a sidecar, plaintext with the others. */
  readonly mode: 'auto' | 'ISTIO_MUTUAL' | 'MUTUAL' | 'SIMPLE';
  readonly sni?: string;
  /** True when the server name is the host of the request. */
  readonly autoSni?: true;
  /** Names of which the server's certificate has to have one. */
  readonly sans?: readonly string[];
  /** True when the certificate has to have the server name. */
  readonly autoSans?: true;
  /** The client's certificate: a file, or the name of a Secret. */
  readonly certificate?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly crl?: string;
  /** False when any certificate of a server will do. */
  readonly verifies?: false;
}

/** What TLS depends on. */
export interface TlsContext {
  readonly view: ProxyView;
  readonly service: RegisteredService;
  readonly port: ServicePort;
  readonly subset: string;
  readonly policy: Policy;
  /** The policy whose balancing says whether connections are passed through: of the subset, or of the whole host. */
  readonly written: Policy | undefined;
  /** True when connections go to the address that the client asked for. */
  readonly isOriginalDestination: boolean;
  /** True for the clients that a `workloadSelector` of the rule chooses. */
  readonly isForChosenClients: boolean;
}

/** The TLS of a cluster. */
export function upstreamTls(context: TlsContext): UpstreamTls | undefined {
  const { view, service, policy: { tls }, isOriginalDestination } = context;
  if (!tls) {
    if (service.isExternal || !view.settings.enableAutoMtls || isKnownPlaintext(context)) return undefined;
    const mutual = meshTls(context, {});
    return isOriginalDestination ? mutual : { ...mutual, mode: 'auto' };
  }
  const { mode = 'DISABLE' } = tls;
  if (mode === 'DISABLE') return undefined;
  if (mode === 'ISTIO_MUTUAL') return meshTls(context, tls);
  // A sidecar is given no Secret, unless the rule says which workloads it is for. istiod then sends no TLS at all.
  const isSecret = Boolean(tls.credentialName) && !tls.credentialName!.startsWith('configmap://');
  if (isSecret && view.proxy.type === 'sidecar' && !context.isForChosenClients) return undefined;
  return ownTls(context, tls, mode);
}

/** Mutual TLS of the mesh. */
function meshTls(context: TlsContext, { sni, subjectAltNames, insecureSkipVerify = false }: NonNullable<Policy['tls']>): UpstreamTls {
  const { view, service, port, subset } = context;
  const isDynamic = service.resolution === 'DYNAMIC_DNS';
  return defined({
    mode: 'ISTIO_MUTUAL',
    sni: sni || (isDynamic ? undefined : `outbound_.${port.number}_.${subset}_.${service.host}`),
    sans: listed(subjectAltNames ?? (isDynamic ? [] : view.registry.identitiesOf(service))),
    ...(isDynamic ? { autoSni: sni ? undefined : true, autoSans: insecureSkipVerify ? undefined : true } : {}),
  });
}

/** TLS with certificates that the rule names. */
function ownTls({ view, service }: TlsContext, tls: NonNullable<Policy['tls']>, mode: 'SIMPLE' | 'MUTUAL'): UpstreamTls | undefined {
  const { sni, subjectAltNames = [], credentialName, clientCertificate, privateKey, caCertificates, caCrl } = tls;
  const { insecureSkipVerify = false } = tls;
  if (mode === 'MUTUAL' && !credentialName && (!clientCertificate || !privateKey)) return undefined;
  const isDynamic = service.resolution === 'DYNAMIC_DNS';
  const declared = service.registry === 'ServiceEntry' && !isDynamic ? view.registry.identitiesOf(service) : [];
  const named = credentialName ? { certificate: credentialName } : { certificate: clientCertificate, key: privateKey };
  const certificate = mode === 'SIMPLE' ? {} : named;
  const checked = insecureSkipVerify ? { verifies: false as const } : {
    sans: listed(subjectAltNames.length > 0 ? subjectAltNames : declared),
    ca: credentialName ? `${credentialName}-cacert` : caCertificates || 'system',
    crl: credentialName ? undefined : caCrl || undefined,
  };
  return defined<UpstreamTls>({
    mode,
    sni: sni || undefined,
    autoSni: sni ? undefined : true,
    autoSans: !insecureSkipVerify && (isDynamic || (!sni && subjectAltNames.length === 0)) ? true : undefined,
    ...certificate,
    ...checked,
  } as UpstreamTls);
}

function listed(names: readonly string[]): readonly string[] | undefined {
  return names.length > 0 ? names : undefined;
}

/** True when the servers take no mutual TLS as far as a client can know, so that it is not tried. */
function isKnownPlaintext({ view, service, port, written }: TlsContext): boolean {
  if (service.resolution === 'NONE' || isPassthrough(written ?? {})) {
    const endpoints = view.registry.endpointsOfPort(service, port.number);
    if (endpoints.length === 0 || endpoints.some(({ tlsMode }) => tlsMode === 'disabled')) return true;
  }
  return view.peerAuthentications.ofNamespace(service.namespace) === 'DISABLE';
}
