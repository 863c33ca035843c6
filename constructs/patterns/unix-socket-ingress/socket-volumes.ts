import { posix } from 'node:path';

/** The annotations by which Istio's injector mounts volumes into the proxy. */
export interface SocketVolumeAnnotations {
  /** Volumes of the pod, by name, as JSON. */
  readonly 'sidecar.istio.io/userVolume': string;
  /** Where the proxy has them, by name, as JSON. */
  readonly 'sidecar.istio.io/userVolumeMount': string;
}

/** A volume of a pod that lives as long as the pod. */
export interface SocketVolume {
  /** Its name in the pod. */
  readonly name: string;
  /** Kubernetes' word for an empty folder. */
  readonly emptyDir: Readonly<Record<string, never>>;
}

/** Where a container has a volume. */
export interface SocketVolumeMount {
  /** Name of the volume. */
  readonly name: string;
  /** The folder that the sockets are in. */
  readonly mountPath: string;
}

const NAME_LENGTH = 63;

/** Folders that the proxy needs itself: a volume on top would hide its certificates or its bootstrap. */
const OF_THE_PROXY = ['/etc/certs', '/etc/istio', '/var/lib/istio', '/var/run/secrets'];

/** What is wrong with the path of a socket, if anything. @internal */
export function socketPathProblem(path: unknown): string | undefined {
  if (typeof path !== 'string' || !path.startsWith('/')) return 'a socket is named by its absolute path';
  if (posix.normalize(path) !== path || path.endsWith('/')) return 'the path is to be written in its shortest form, without a slash at the end';
  const folder = posix.dirname(path);
  if (folder === '/') return 'the socket needs a folder of its own, which is shared with the proxy';
  const taken = OF_THE_PROXY.find((prefix) => folder === prefix || folder.startsWith(`${prefix}/`) || prefix.startsWith(`${folder}/`));
  return taken === undefined ? undefined : `a volume at that path would hide what the proxy has in ${taken}`;
}

/** A mount for each folder, in the order of their paths. @internal */
export function mountsOf(paths: readonly string[]): SocketVolumeMount[] {
  const folders = [...new Set(paths.map((path) => posix.dirname(path)))].sort();
  const names = folders.map(volumeName);
  const unique = (name: string, i: number): string => (names.indexOf(name) === i ? name : `${name.slice(0, NAME_LENGTH - 4)}-${i}`);
  return folders.map((mountPath, i) => ({ name: unique(names[i]!, i), mountPath }));
}

/** `/var/run/mysqld` is `var-run-mysqld`. */
function volumeName(folder: string): string {
  const words = folder.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.slice(-NAME_LENGTH).replace(/^-+|-+$/g, '');
}

/** The annotations as the injector reads them: objects by name. The proxy only connects, so it gets no right to write. @internal */
export function annotationsFor(mounts: readonly SocketVolumeMount[]): SocketVolumeAnnotations {
  const json = (of: (mount: SocketVolumeMount) => object): string => (
    JSON.stringify(Object.fromEntries(mounts.map((mount) => [mount.name, of(mount)])))
  );
  return {
    'sidecar.istio.io/userVolume': json(() => ({ emptyDir: {} })),
    'sidecar.istio.io/userVolumeMount': json(({ mountPath }) => ({ mountPath, readOnly: true })),
  };
}
