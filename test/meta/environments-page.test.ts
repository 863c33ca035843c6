import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROCESSES_MS } from '../support/time-limits';
import { blockOf, blocksOf, root, Workplace } from './pages';

jest.setTimeout(PROCESSES_MS);

// The page about environments shows programs, a configuration and commands; they run, and without the names of clusters they would not.

const PAGE = 'docs/environments-and-clusters.md';
const [all, one, config] = ['all.ts', 'one.ts', 'cdk8s-istio.yaml'].map((name) => blockOf(PAGE, name)) as [string, string, string];
const [withConfig, separate] = blocksOf(PAGE).filter(({ language }) => language === 'sh').map(({ text }) => text) as [string, string];

let place: Workplace;
beforeEach(() => {
  place = new Workplace(mkdtempSync(join(tmpdir(), 'environments-')));
});
afterEach(() => rmSync(place.folder, { recursive: true }));

const fine = { status: 0, stdout: '', stderr: '' };

const NO_FINDINGS = 'Checked 4 resources in 2 files: no findings\n'
  + '2 hosts outside of what was given are taken to exist; --closed or --context cluster.yaml checks them\n';

test('a chart per environment: the app synthesizes, and the command checks what it wrote', () => {
  place.write('all.ts', all);
  expect(place.app('all.ts')).toEqual(fine);
  expect(place.shell('ls dist').stdout.split('\n')).toEqual(['shop-dev.k8s.yaml', 'shop-prod.k8s.yaml', '']);
  expect(place.shell(withConfig).status).toBe(1);
  place.write('cdk8s-istio.yaml', config);
  expect(place.shell(withConfig)).toMatchObject({ status: 0, stdout: NO_FINDINGS });
});

test('a chart per environment: without the names the second owner is refused', () => {
  place.write('all.ts', all.replace(/^ *configureMesh\(.*\n/m, ''));
  expect(place.app('all.ts')).toMatchObject({ status: 1, stderr: expect.stringContaining('error composition/owned-twice') });
});

test('one app per environment: each runs, and both folders are checked apart', () => {
  place.write('one.ts', one);
  for (const environment of ['dev', 'prod']) {
    expect(place.run('env', `ENVIRONMENT=${environment}`, process.execPath, '--import', join(root, 'node_modules/tsx/dist/loader.mjs'), 'one.ts').stderr).toBe('');
  }
  expect(place.shell(separate)).toMatchObject({ status: 0, stdout: NO_FINDINGS });
  const together = place.shell(withConfig);
  expect(together.status).toBe(1);
  expect(together.stdout.match(/^warning identity\/duplicate-resource/gm)).toHaveLength(2);
  place.write('cdk8s-istio.yaml', config);
  expect(place.shell(withConfig).status).toBe(0);
});
