import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

const root = join(__dirname, '../..');
/** The modules about many resources that a program loads, as paths from the repository. */
function loadedBy(program: string): string[] {
  const code = `${program}
    const files = Object.keys(require.cache).map((file) => file.split('${root}/')[1] ?? '');
    console.log(JSON.stringify(files.filter((file) => /^lib\\/(mesh|route|analysis)\\//.test(file)).sort()));`;
  const out = execFileSync(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), '-e', code], { encoding: 'utf8', cwd: root });
  return JSON.parse(out.trim().split('\n').pop()!) as string[];
}

const CONSTRUCTS = `
  const { App, Chart } = require('cdk8s');
  const { IstioGateway } = require('./constructs/l1/gateway');
  const app = new App({ outdir: require('node:os').tmpdir() + '/loaded' });
  const spec = { servers: [{ hosts: ['a.com'], port: { number: 80, name: 'http', protocol: 'HTTP' } }] };
  new IstioGateway(new Chart(app, 'chart', { namespace: 'a' }), 'gateway', { spec });`;

test('making constructs loads what a check begins with, and neither a mesh, nor routes, nor an analyzer', () => {
  expect(loadedBy(CONSTRUCTS)).toEqual([
    'lib/analysis/missing.ts', 'lib/analysis/pipeline.ts',
    'lib/mesh/entry.ts', 'lib/mesh/mesh-entry.ts', 'lib/mesh/mesh-kind.ts', 'lib/mesh/mesh-settings.ts',
  ]);
});

test('a synth loads the analyzers and the mesh', () => {
  const loaded = loadedBy(`${CONSTRUCTS}\napp.synth();`);
  expect(loaded).toEqual(expect.arrayContaining(['lib/analysis/index.ts', 'lib/mesh/mesh.ts']));
});
