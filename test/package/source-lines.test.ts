import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PROCESSES_MS } from '../support/time-limits';
import { dependency, install } from './install';

jest.setTimeout(PROCESSES_MS);

// A finding names the line of the user's source, however the program is compiled and run: real programs, in processes of their own,
// over the compiled package, both installed in node_modules and linked from elsewhere.

const run = promisify(execFile);

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'source-lines-')));
});
afterAll(() => rmSync(root, { recursive: true }));

/** What the compiler takes away moves every line; the marked ones are those that findings shall name. */
const PROGRAM = `import { App, Chart, JsonPatch } from 'cdk8s';
import { Findings, IstioServiceEntry, VirtualService } from 'cdk8s-istio';

interface Taken {
  readonly away: string;
}

type Away = Taken['away'];

const host: Away = 'partner.example';
const chart = new Chart(new App(), 'chart', { namespace: 'shop' });

class Partner {
  public constructor(private readonly owner: Chart) {}

  public entry(): IstioServiceEntry {
    const spec = { hosts: [host], nope: 1 } as { hosts: string[] };
    return   new IstioServiceEntry(this.owner, 'new', { spec });        // line of new
  }
}
const partner = new Partner(chart).entry();
const routes = new VirtualService(chart, 'routes', { hosts: [host] });
routes
  .addHttpRoute('first', { directResponse: { status: 200 } })
  .addHttpRoute('second', { directResponse: { status: 404 } });         // line of add
partner
  .addJsonPatch(JsonPatch.add('/spec/resolution', 'NOWHERE'));          // line of patch
Findings.of(chart).acknowledge('sidecar/not-empty', 'known');           // line of acknowledge
App.of(chart).synth();
`;
const lineOf = (mark: string): number => PROGRAM.split('\n').findIndex((line) => line.endsWith(`// line of ${mark}`)) + 1;
const column = (mark: string, text: string): number => PROGRAM.split('\n')[lineOf(mark) - 1]!.indexOf(text) + 1;

/** A project that has the package in its node_modules, as its own copy or as a link to the repository. */
function project(name: string, has: 'installed' | 'linked', type: 'commonjs' | 'module'): string {
  const folder = join(root, `a project ${name}`); // a space is %20 in the URL of a module
  install(folder, has);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'ES2022', module: 'node16', moduleResolution: 'node16', strict: true, noCheck: true, types: [], sourceMap: true,
    },
    files: ['src/main.ts'],
  }));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/main.ts'), PROGRAM);
  return folder;
}

/** Compiles and runs; gives what the program writes to stderr. */
async function errorsOf(folder: string, ...commands: readonly string[][]): Promise<string> {
  for (const command of commands.slice(0, -1)) await run(process.execPath, command, { cwd: folder });
  const env = { ...process.env, NODE_OPTIONS: '', CDK8S_OUTDIR: join(folder, 'out') };
  return run(process.execPath, commands[commands.length - 1]!, { cwd: folder, env }).then(
    () => { throw new Error('Expected the synth to stop'); },
    (error: { stderr: string }) => error.stderr,
  );
}

const tsx = ['--import', dependency('tsx/dist/loader.mjs')];
const tsNode = ['--require', dependency('ts-node/register/index.js')];
const tsc = (...options: string[]): string[] => [dependency('typescript/bin/tsc'), '--outDir', 'built', ...options];
const esbuild = ['-e', `require(${JSON.stringify(dependency('esbuild'))}).buildSync({
  entryPoints: ['src/main.ts'], outfile: 'built/main.js', bundle: true, platform: 'node', external: ['cdk8s', 'constructs'], sourcemap: true,
})`];
const main = 'built/main.js';

test.each<[string, 'installed' | 'linked', 'commonjs' | 'module', string[][]]>([
  ['tsx', 'installed', 'commonjs', [[...tsx, 'src/main.ts']]],
  ['tsx', 'linked', 'module', [[...tsx, 'src/main.ts']]],
  ['ts-node', 'linked', 'commonjs', [[...tsNode, 'src/main.ts']]],
  ['ts-node, ESM', 'installed', 'module', [['--no-warnings', '--enable-source-maps', '--loader', dependency('ts-node/esm.mjs'), 'src/main.ts']]],
  ['tsc', 'installed', 'commonjs', [tsc(), [main]]],
  ['tsc', 'linked', 'commonjs', [tsc(), [main]]],
  ['tsc, ESM', 'installed', 'module', [tsc(), [main]]],
  ['tsc and --enable-source-maps', 'installed', 'commonjs', [tsc(), ['--enable-source-maps', main]]],
  ['tsc and --enable-source-maps', 'linked', 'module', [tsc(), ['--enable-source-maps', main]]],
  ['tsc --inlineSourceMap', 'installed', 'commonjs', [tsc('--sourceMap', 'false', '--inlineSourceMap'), [main]]],
  ['tsc --sourceRoot', 'installed', 'commonjs', [tsc('--sourceRoot', '../src'), [main]]],
  ['esbuild, with this package in the bundle', 'installed', 'commonjs', [esbuild, [main]]],
])('%s, %s, %s', async (how, has, type, commands) => {
  const folder = project([how, has, type].join(' ').replace(/\W+/g, '-'), has, type);
  const text = await errorsOf(folder, ...commands);
  const file = join(folder, 'src/main.ts');
  expect(text).toContain('field/unknown'); // another failure shows its text
  const rules = new Map(text.split('\n\n').map((block) => [/(?:error|warning) (\S+)/.exec(block)?.[1], /(?:\(| {2}at )(.*?)\)?$/m.exec(block)?.[1]]));
  expect(Object.fromEntries(rules)).toMatchObject({
    'field/unknown': `${file}:${lineOf('new')}:${column('new', 'new Istio')}`,
    'field/unknown-value': expect.stringContaining(`${file}:${lineOf('patch')}:`),
    'virtual-service/unreachable-route': expect.stringContaining(`${file}:${lineOf('add')}:`),
    'suppression/matches-nothing': expect.stringContaining(`${file}:${lineOf('acknowledge')}:`),
  });
});

test.each<[string, string[][]]>([
  ['without source maps, the line of what runs', [tsc('--sourceMap', 'false'), [main]]],
  ['with a map that is broken, the line of what runs', [tsc(), ['-e', `require('fs').writeFileSync('${main}.map', '{')`], [main]]],
  ['with a map that is gone, the line of what runs', [tsc(), ['-e', `require('fs').rmSync('${main}.map')`], [main]]],
  ['with a bundler\'s name for the source, the line of what runs', [
    tsc(), ['-e', `const f = '${main}.map', fs = require('fs'); fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace('../src/main.ts', 'webpack:///main.ts'))`], [main],
  ]],
])('%s', async (what, commands) => {
  const folder = project(what.replace(/\W+/g, '-'), 'linked', 'commonjs');
  expect(await errorsOf(folder, ...commands)).toMatch(new RegExp(`${join(dirname(folder), 'a project')}[^\n]*/built/main\\.js:\\d+:\\d+`));
});
