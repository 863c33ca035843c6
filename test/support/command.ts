import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';

/** What a run of the command gave. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the outside is like, where it is not a pipe that nothing comes from. */
export interface Outside {
  readonly stdin?: string | Buffer;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Record<string, string>;
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder with these files, for as long as the tests run. */
export function folderOf(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

/** Runs the command in this process, in a folder. */
export async function run(cwd: string, args: readonly string[], { stdin = '', isTTY = false, columns, env = {} }: Outside = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY,
    ...(columns === undefined ? {} : { columns }),
    write: (text: string) => { written[name] += text; },
  });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(stdin as string);
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000); // never a whole character for sure
  }
  const input = Object.assign(chunks(), { isTTY: isTTY && stdin === '' });
  const code = await main(args, { stdout: output('stdout'), stderr: output('stderr'), stdin: input, env, cwd });
  return { code, ...written };
}

/** A VirtualService, its fields as YAML behind `spec:`. */
export const virtualService = (spec: string, name = 'reviews'): string => (
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  hosts: [${name}]\n  http:\n    - ${spec}\n`
);

/** One with nothing to be said about. */
export const GOOD = virtualService('route: [{destination: {host: reviews}}]');
/** What the summary of `check` adds where {@link GOOD} stands alone: no Service has its host. */
export const ASSUMED = '1 host outside of what was given is taken to exist; --closed or --context cluster.yaml checks it';

/** One with an error, at 8:7. */
export const BAD = virtualService('route: [{destination: {host: reviews}}]\n      timeout: "3"');
/** Something with a warning, at 4:52. */
export const WARNED = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: partner, namespace: shop}\n'
  + 'spec: {hosts: [partner.example], resolution: STATIC, workloadSelector: {}}\n';
/** Something with an info. */
export const NOTED = 'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata:\n  name: quiet\n  annotations:\n'
  + '    galley.istio.io/analyze-suppress: "IST0101, IST0102"\nspec: {egress: [{hosts: ["./*"]}]}\n';
