import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reasonOf } from '../../io/read-file';

/** What a search for files gave. */
export interface Found {
  /** Files from the working folder on, in order of name. */
  readonly files: readonly string[];
  /** Folders that could not be searched, and why. */
  readonly unreadable: readonly { readonly folder: string; readonly reason: string }[];
}

/** How a pattern is matched. */
export interface SearchOptions {
  readonly cwd: string;
  readonly caseSensitiveMatch?: boolean;
}

/**
 * The files below a folder that match a pattern. As with `kubectl apply -R`, linked files count and linked folders are not followed.
 * A folder that cannot be read and a link to nothing are in the result, so that they are reported.
 */
export async function search(pattern: string, { cwd, caseSensitiveMatch }: SearchOptions): Promise<Found> {
  const { globSync } = await import('tinyglobby');
  const unreadable: { folder: string; reason: string }[] = [];
  const list = (folder: string): Dirent[] => {
    try {
      return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isSymbolicLink() ? linked(folder, entry) : [entry]));
    } catch (error) {
      unreadable.push({ folder: resolve(cwd, folder), reason: reasonOf(error) });
      return [];
    }
  };
  const files = globSync(pattern, {
    cwd, caseSensitiveMatch, ignore: ['**/node_modules/**'], expandDirectories: false, followSymbolicLinks: false,
    fs: { readdirSync: list as unknown as typeof readdirSync },
  });
  return { files: files.sort(), unreadable };
}

/** A link as an entry of its own: a file, also where nothing is behind it; none where a folder is. */
function linked(folder: string, link: Dirent): Dirent[] {
  if (isFolder(join(folder, link.name))) return [];
  return [Object.assign(Object.create(link) as Dirent, { isFile: () => true, isSymbolicLink: () => false })];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // reported when it is read
  }
}
