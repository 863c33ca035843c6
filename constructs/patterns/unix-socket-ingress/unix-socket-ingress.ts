import type { Construct } from 'constructs';
import { isObject } from '../../../lib/core/is-object';
import { quote } from '../../../lib/core/quote';
import { assertOptions, Pattern } from '../../core/pattern';
import { workloadLabels, type WorkloadPods } from '../../core/workload';
import type { ServiceProtocol } from '../../owners/host/ports';
import { Endpoint } from '../../sidecar/endpoint';
import { IngressListener } from '../../sidecar/listeners';
import type { Sidecar } from '../../sidecar/sidecar';
import { assertIsolation } from '../namespace-isolation/assert-isolation';
import type { NamespaceIsolation } from '../namespace-isolation/namespace-isolation';
import {
  annotationsFor, mountsOf, socketPathProblem, type SocketVolume, type SocketVolumeAnnotations, type SocketVolumeMount,
} from './socket-volumes';

/** A unix socket, and the port that clients reach it by. */
export interface UnixSocketOptions {
  /** The port that clients connect to: `targetPort` of the Service. */
  readonly port: number;
  /** The protocol, the same as that of the Service. */
  readonly protocol: ServiceProtocol;
  /** The absolute path of the socket. Its folder becomes a volume that the application and the proxy share. */
  readonly path: string;
}

/** What {@link UnixSocketIngress} takes. */
export interface UnixSocketIngressProps {
  /** The namespace, as what its workloads may see: the workload keeps seeing the same. */
  readonly isolation: NamespaceIsolation;
  /** The pods that listen on the sockets. */
  readonly workload: WorkloadPods;
  /** The sockets by the name of their port. Other ports of the pods are still reached, as ports that no Service names are. */
  readonly sockets: Readonly<Record<string, UnixSocketOptions>>;
}

/**
 * Has a workload listen on unix sockets instead of ports: its proxy takes the connections of those ports, with the mesh's TLS, and hands
 * them to the socket. Have the application itself listen nowhere else: MySQL with `skip-networking`.
 *
 * The proxy and the application have to share the folder of the socket: put {@link podAnnotations} and {@link podVolumes} on the pod
 * template and {@link volumeMounts} on the application's container. The proxy connects as user 1337, so the socket has to be open to other
 * users, as MySQL and PostgreSQL make theirs.
 *
 * @throws ConfigError `namespace-isolation/overlapping-workloads` when another construct has a Sidecar for the same pods
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener
 * @example
 * const isolation = new NamespaceIsolation(chart, 'isolation');
 * const mysql = new UnixSocketIngress(chart, 'mysql', {
 *   isolation, workload: { labels: { app: 'mysql' } },
 *   sockets: { 'tcp-mysql': { port: 3306, protocol: 'TCP', path: '/var/run/mysqld/mysqld.sock' } },
 * });
 * mysql.volumeMounts; // => [{ name: 'var-run-mysqld', mountPath: '/var/run/mysqld' }]
 */
export class UnixSocketIngress extends Pattern {
  /** The Sidecar of the workload. */
  public readonly sidecar: Sidecar;
  /** For the metadata of the pod template: has the folders of the sockets mounted into the proxy. */
  public readonly podAnnotations: SocketVolumeAnnotations;
  /** For `volumes` of the pod template: the folders of the sockets. */
  public readonly podVolumes: readonly SocketVolume[];
  /** For `volumeMounts` of the container that makes the sockets. */
  public readonly volumeMounts: readonly SocketVolumeMount[];

  public constructor(scope: Construct, id: string, props: UnixSocketIngressProps) {
    super(scope, id, props, { isolation: true, workload: true, sockets: true } satisfies Record<keyof UnixSocketIngressProps, true>);
    const { isolation, workload } = props;
    assertIsolation(this, isolation);
    const labels = workloadLabels(this, workload, "the workload's pods");
    const sockets = this.socketsOf(props.sockets);
    this.volumeMounts = mountsOf(sockets.map(([, { path }]) => path));
    this.podVolumes = this.volumeMounts.map(({ name }) => ({ name, emptyDir: {} }));
    this.podAnnotations = annotationsFor(this.volumeMounts);
    this.sidecar = isolation._addWorkload(this, labels, {
      ingress: sockets.map(([name, { port, protocol, path }]) => (
        IngressListener.on({ number: port, protocol, name }, { defaultEndpoint: Endpoint.unixSocket(path) })
      )),
    });
  }

  /** In the order of their ports. */
  private socketsOf(sockets: unknown): [string, UnixSocketOptions][] {
    const entries = isObject(sockets) ? Object.entries(sockets) : [];
    if (entries.length === 0) this.refuseOption('sockets', `Expected sockets by the names of their ports, got ${quote(sockets)}`);
    for (const [name, socket] of entries as [string, unknown][]) {
      assertOptions(this, socket, { port: true, protocol: true, path: true } satisfies Record<keyof UnixSocketOptions, true>, ['sockets', name]);
      const { path } = socket as UnixSocketOptions;
      const problem = socketPathProblem(path);
      if (problem !== undefined) this.refuseOption(`sockets.${name}.path`, `Expected the path of a socket, got ${quote(path)}: ${problem}`);
    }
    return (entries as [string, UnixSocketOptions][]).sort(([, one], [, two]) => one.port - two.port);
  }
}
