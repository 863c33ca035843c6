import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { UpstreamTls } from '../../../lib/composition/leaves/upstream-tls';
import { quote } from '../../../lib/core/quote';
import { Pattern } from '../../core/pattern';
import { workloadLabels, type WorkloadPods } from '../../core/workload';
import { assertExternal, type ExternalService } from '../../owners/external-service/external-service';
import { isName, isObjectName, originate, type TlsServer } from '../tls-origination/origination';

/** The client's certificate in a Secret, which the sidecars of some pods fetch from istiod. */
export interface ClientCertificateSecret {
  /** Secret with `tls.crt`, `tls.key` and `ca.crt`, in the namespace of the pods, which is that of the service's resources. */
  readonly credentialName: string;
  /**
   * The pods that show the certificate: Istio gives certificates from a Secret to no sidecar that is not chosen by labels. Their service
   * account gets the right to read Secrets, without which istiod refuses the certificate: all Secrets of its namespace, as istiod asks for
   * no less. Where that is too much, let an egress gateway do it: {@link EgressThroughGateway}.
   */
  readonly workload: Required<WorkloadPods>;
}

/** The client's certificate in files that are mounted into the sidecars, such as by the annotation `sidecar.istio.io/userVolume`. */
export interface ClientCertificateFiles {
  /** File with the certificate chain of the client. */
  readonly clientCertificate: string;
  /** File with the private key of the client. */
  readonly privateKey: string;
  /**
   * File with the authorities that may have signed the server's certificate.
   *
   * @default - whom the operating system of the proxy trusts
   */
  readonly caCertificates?: string;
  /**
   * The pods that have the files.
   *
   * @default - every pod of the namespaces that see the service
   */
  readonly workload?: WorkloadPods;
}

/** Where the client's certificate is: in a Secret, or in files. */
export type ClientCertificate =
  | (ClientCertificateSecret & { readonly [Other in Exclude<keyof ClientCertificateFiles, keyof ClientCertificateSecret>]?: never })
  | (ClientCertificateFiles & { readonly [Other in Exclude<keyof ClientCertificateSecret, keyof ClientCertificateFiles>]?: never });

/** What {@link MutualTlsOrigination} takes wherever the certificate is. */
export interface MutualTlsOriginationOptions<PortName extends string = string> extends TlsServer {
  /** The service that is called. */
  readonly service: ExternalService<PortName>;
  /** The port that applications call in the clear. */
  readonly port: NoInfer<PortName>;
}

/** What {@link MutualTlsOrigination} takes. */
export type MutualTlsOriginationProps<PortName extends string = string> = MutualTlsOriginationOptions<PortName> & ClientCertificate;

/**
 * As {@link TlsOrigination}, and the sidecar shows a certificate of the client's. What other pods of the namespace send to the service
 * leaves encrypted as well, without a certificate, so the server refuses it.
 *
 * With the certificate in a Secret it writes, beside what the service's owner does, a Role and a RoleBinding for the pods' service account.
 *
 * @throws ConfigError `pattern/invalid-option` when the certificate is incomplete or from two places, or has a Secret without labels
 * @throws ConfigError `tls-origination/already-tls` when applications encrypt themselves on the port
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/#mutual-tls-origination-for-egress-traffic
 * @example
 * const partner = new ExternalService(chart, 'mtls-partner', {
 *   host: 'mtls.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } },
 * });
 * new MutualTlsOrigination(chart, 'partner-mtls', {
 *   service: partner, port: 'http', credentialName: 'partner-client',
 *   workload: { labels: { app: 'checkout' }, serviceAccount: 'checkout' },
 * });
 */
export class MutualTlsOrigination<PortName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: MutualTlsOriginationProps<PortName>) {
    super(scope, id, props, {
      service: true, port: true, targetPort: true, sni: true, subjectAltNames: true, credentialName: true, workload: true,
      clientCertificate: true, privateKey: true, caCertificates: true,
    } satisfies Record<keyof MutualTlsOriginationProps, true>);
    const { service, port } = props;
    assertExternal(this, service);
    this.assertCertificate(props);
    const clients = this.clientLabels(props);
    const server = originate(this, service, port, props, '');
    const mutual: UpstreamTls = { kind: 'mutual', ...server, ...certificateOf(props) };
    service.contribute(this, { policies: clients === undefined ? [{ port, policy: { tls: mutual } }] : [
      { port, clients, policy: { tls: mutual } },
      // Without this the other pods would send plain HTTP to the port that serves TLS. They have none of the files.
      { port, policy: { tls: { kind: 'simple', ...server } }, strength: 'default' },
    ] });
    if (props.credentialName !== undefined) this.allowSecrets(service.namespace, props.workload.serviceAccount);
  }

  private assertCertificate(props: MutualTlsOriginationProps<PortName>): void {
    const isSecret = props.credentialName !== undefined;
    const needed = isSecret ? ['credentialName'] as const : ['clientCertificate', 'privateKey'] as const;
    const others = isSecret ? ['clientCertificate', 'privateKey', 'caCertificates'] as const : [];
    const source = isSecret ? 'a Secret' : 'files';
    for (const option of needed) {
      const isOne = isSecret ? isObjectName : isName;
      if (!isOne(props[option])) this.refuseOption(option, `Expected ${option} of a certificate in ${source}, got ${quote(props[option])}`);
    }
    for (const option of others) {
      if (props[option] !== undefined) this.refuseOption(option, `Expected a certificate from one place, got ${option} beside one in ${source}`);
    }
  }

  /** The labels of the pods that show the certificate; `undefined` for all pods. */
  private clientLabels({ credentialName, workload }: MutualTlsOriginationProps<PortName>): Readonly<Record<string, string>> | undefined {
    if (credentialName === undefined) return workload === undefined ? undefined : workloadLabels(this, workload, 'the pods that have the files');
    const fix = 'name the pods: without labels Istio would drop the certificate, and send plain text';
    const labels = workloadLabels(this, workload, 'the pods that show the certificate', fix);
    const account: unknown = workload.serviceAccount;
    if (isObjectName(account)) return labels;
    return this.refuseOption('workload.serviceAccount', `Expected the service account of a certificate in a Secret, got ${quote(account)}`);
  }

  /** istiod hands a Secret to a proxy whose service account may list those of its namespace. */
  private allowSecrets(namespace: string, serviceAccount: string): void {
    const apiGroup = 'rbac.authorization.k8s.io';
    const role = new ApiObject(this, 'Role', {
      apiVersion: `${apiGroup}/v1`,
      kind: 'Role',
      metadata: { namespace },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }],
    });
    new ApiObject(this, 'RoleBinding', {
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { namespace },
      roleRef: { apiGroup, kind: 'Role', name: role.name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
    });
  }
}

function certificateOf(props: ClientCertificate): Partial<UpstreamTls> {
  if (props.credentialName !== undefined) return { credential: props.credentialName };
  const { clientCertificate: certificateFile, privateKey: keyFile, caCertificates: authoritiesFile } = props;
  return { certificateFile, keyFile, ...(authoritiesFile === undefined ? {} : { authoritiesFile }) };
}
