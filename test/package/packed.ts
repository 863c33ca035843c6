import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A package as `npm pack` makes it. */
export interface Packed {
  /** Name of the tarball. */
  readonly tarball: string;
  /** Paths of the files in it. */
  readonly files: readonly string[];
  /** Bytes of all files in it. */
  readonly bytes: number;
}

/** Packs the package in `folder` into the folder `into`. */
export async function pack(folder: string, into: string): Promise<Packed> {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into], { cwd: folder });
  const output: unknown = JSON.parse(stdout);
  // An array, or in npm 12 an object.
  const [packed] = Object.values(output as Record<string, { filename: string; unpackedSize: number; files: { path: string }[] }>);
  return { tarball: packed!.filename, files: packed!.files.map((file) => file.path), bytes: packed!.unpackedSize };
}

/** Installs what the package.json of a folder says; tarballs beside it, the rest from npm's cache where it is there. */
export async function install(folder: string): Promise<void> {
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
}
