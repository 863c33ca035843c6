import { packageFolder, version } from './version';

/** One copy of this package in a program: all that copies of any version read of each other. */
interface PackageCopy {
  readonly version: string;
  readonly folder: string;
}

const COPY = Symbol.for('cdk8s-istio.Copy');
const THIS: PackageCopy = {
  // Read with the first message: the version is in a file, and a bundle has neither file nor folder.
  get version() { return attempt(version) ?? 'an unknown version'; },
  get folder() { return attempt(packageFolder) ?? 'a bundle'; },
};

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Marks the instances of a class, or a construct tree, as belonging to this copy of the package. */
export function markCopy(marked: object): void {
  Object.defineProperty(marked, COPY, { value: THIS });
}

/** The other copy that something belongs to, if it belongs to one. */
export function otherCopyOf(value: object): PackageCopy | undefined {
  const copy = (value as { [COPY]?: PackageCopy })[COPY];
  return copy === THIS ? undefined : copy;
}

/** ` of another copy of cdk8s-istio (…)` behind a value of one, else nothing. */
export function ofAnotherCopy(value: object): string {
  const other = otherCopyOf(value);
  return other ? ` of another copy of cdk8s-istio (${comparedCopies(other)})` : '';
}

/** Versions and folders of both, as a message has them. */
export function comparedCopies(other: PackageCopy | undefined): string {
  if (other === undefined) return `0.1.0, and ${named(THIS)}`;
  return other.folder === THIS.folder ? `${named(THIS)}, which was loaded twice` : `${named(other)}, and ${named(THIS)}`;
}

function named({ version: number, folder }: PackageCopy): string {
  return `${number} in ${folder}`;
}
